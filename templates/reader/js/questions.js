// How readers ask: what stands around the name that they ask about is taken off (packager/korean/asking.tsv).
R.questions = (function () {
  var ready = null;

  // The tails of the frames without spaces, longest first: {text, coda}; coda says what the sound before must be.
  function known() {
    var rows, i, j, tails = [], attributes = {}, words, before = {};
    if (ready) return ready;
    rows = R.tables.rowsOf("frame");
    for (i = 0; i < rows.length; i++) spread(rows[i][1], tails);
    tails.sort(function (a, b) { return b.text.length - a.text.length; });
    words = R.tables.wordsOf("attribute");
    for (j = 0; j < words.length; j++) attributes["=" + letters(words[j])] = true;
    words = R.tables.wordsOf("before");
    for (j = 0; j < words.length; j++) before["=" + words[j]] = true;
    return ready = { tails: tails, please: R.tables.wordsOf("please"), attributes: attributes, before: before };
  }

  function letters(word) {
    var parts = R.keystrokes.words(word), out = "", i;
    for (i = 0; i < parts.length; i++) out += parts[i].letters;
    return out;
  }

  // "<이> 있는 곳" to 이있는곳 and 가있는곳; "<이>란" to 이란 and 란.
  function spread(frame, tails) {
    var match = /^<(.)>( ?)(.*)$/.exec(frame), rest;
    if (!match) return tails.push({ text: frame.replace(/ /g, ""), coda: "" });
    rest = match[3].replace(/ /g, "");
    tails.push({ text: match[1] + rest, coda: "yes" });
    tails.push({ text: (match[1] == "은" ? "는" : match[1] == "을" ? "를" : match[2] ? "가" : "") + rest, coda: "no" });
  }

  // Whether the sound before fits a particle; letters and digits may be read either way.
  function fits(c, coda) {
    var code = c.charCodeAt(0) - 44032;
    if (!coda || code < 0 || code >= 11172) return true;
    return (code % 28 > 0) == (coda == "yes");
  }

  function endsWith(text, end) { return text.length > end.length && text.substring(text.length - end.length) == end; }

  // The name that a question asks about; the text itself if it is none.
  function name(text) {
    var k = known(), words = text.replace(/[\s?!.~…"'“”‘’]+$/, "").split(/\s+/), flat, cut, i, changed = true, tail;
    while (words.length > 1 && k.before["=" + words[0]]) words.shift();
    flat = words.join("");
    cut = flat.length;
    while (changed) {
      changed = false;
      for (i = 0; i < k.please.length && !changed; i++) changed = endsWith(flat.substring(0, cut), k.please[i]);
      if (changed) cut -= k.please[i - 1].length;
    }
    for (i = 0; i < k.tails.length; i++) {
      tail = k.tails[i];
      if (endsWith(flat.substring(0, cut), tail.text) && fits(flat.charAt(cut - tail.text.length - 1), tail.coda)) {
        cut -= tail.text.length;
        break;
      }
    }
    // Back to the words with their spaces.
    for (i = 0, flat = ""; i < words.length && cut > 0; i++) {
      flat += (i ? " " : "") + words[i].substring(0, cut);
      cut -= words[i].length;
    }
    return flat;
  }

  // Whether folded or plain letters are a noun that only asks something of the name before it, with or without an ending.
  function isAttribute(word) {
    var k = known(), stems, i;
    if (k.attributes["=" + word]) return true;
    stems = R.particles.stems(word, 1);
    for (i = 0; i < stems.length; i++) if (k.attributes["=" + stems[i]]) return true;
    return false;
  }

  function isAsking(word) { return !!R.tables.questions[word] || !!known().before["=" + word]; }

  return { name: name, isAttribute: isAttribute, isAsking: isAsking };
})();
