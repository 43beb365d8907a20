// Other spellings of common words: rows of spelling, tab, title.
R.aliases = function (text) {
  var rows = text.split("\n"), map = {}, i, tab;
  for (i = 0; i < rows.length; i++) {
    tab = rows[i].indexOf("\t");
    if (tab > 0) map["=" + rows[i].substring(0, tab)] = rows[i].substring(tab + 1);
  }

  // The title for a word; "" if there is none. Endings stay.
  function word(text) {
    var known = map["=" + text], stems, i;
    if (known) return known;
    stems = R.particles.stems(text);
    for (i = 0; i < stems.length; i++) {
      known = map["=" + stems[i]];
      if (known) return known + text.substring(stems[i].length);
    }
    return "";
  }

  // Texts with words in their other spelling; none if no word has one.
  function rewrite(text) {
    var words = text.split(" "), changed = word(text), i, other;
    if (changed) return [changed];
    for (i = 0; i < words.length; i++) {
      other = word(words[i]);
      if (other) {
        words[i] = other;
        changed = true;
      }
    }
    return changed ? [words.join(" ")] : [];
  }

  return { rewrite: rewrite, word: word };
};
