// Other spellings of common words: rows of spelling, tab, title.
R.aliases = function (text) {
  var rows = text.split("\n"), map = {}, i, tab;
  for (i = 0; i < rows.length; i++) {
    tab = rows[i].indexOf("\t");
    if (tab > 0) map[key(rows[i].substring(0, tab))] = rows[i].substring(tab + 1);
  }

  function key(word) { return "=" + R.keystrokes.folded(R.keystrokes.typed(word, 0)); }

  // The Southern form of a word, its ending kept; "" if the table has none.
  function word(text) {
    var known = map[key(text)], stems, i;
    if (known) return known;
    stems = R.particles.stems(text);
    for (i = 0; i < stems.length; i++) {
      known = map[key(stems[i])];
      if (known) return known + text.substring(stems[i].length);
    }
    return "";
  }

  // A text with its words in the other spelling; "" if no word has one.
  function rewrite(text) {
    var words = text.split(" "), changed = word(text), i, other;
    if (changed) return changed;
    for (i = 0; i < words.length; i++) {
      other = words[i] ? word(words[i]) : "";
      if (!other) continue;
      changed = true;
      // Both may be names of one article: 싸인 코싸인.
      if (other == words[i - 1]) words.splice(i--, 1);
      else words[i] = other;
    }
    return changed ? words.join(" ") : "";
  }

  return { rewrite: rewrite, word: word };
};
