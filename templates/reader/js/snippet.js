// The passage of an article that answers a search: its text and where the words stand in it.
R.snippet = (function () {
  // The hits shall lie within WINDOW; up to LEAD characters before them begin the passage, LENGTH in all.
  var WINDOW = 110, LEAD = 40, LENGTH = 170, LONGEST = 200000;
  // What a word counts that the window has already.
  var AGAIN = 0.03;
  var SKIPPED = { table: 1, style: 1, script: 1, math: 1, sup: 1, figure: 1, h1: 1, h2: 1, h3: 1, h4: 1, h5: 1, h6: 1 };
  var ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", apos: "'" };
  var TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|<!--[\s\S]*?-->/g;
  var SKIPPED_CLASS = /\bclass="[^"]*\b(?:navbox|hatnote|toc|reflist|references|thumb|noprint|metadata|sidebar)\b/;
  var VOID = /^(?:br|hr|img|wbr|input|area|col|source|link|meta)$/;

  function entity(all, name) {
    if (name.charAt(0) != "#") return ENTITIES[name] || all;
    var hex = name.charAt(1) == "x" || name.charAt(1) == "X";
    var code = parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
    return code < 65536 ? String.fromCharCode(code) : " ";
  }

  // Running text of stored markup: no tables, notes and boxes.
  function text(html) {
    html = R.formulas.words(html);
    var out = [], at = 0, depth = 0, match, tag;
    TAG.lastIndex = 0;
    while ((match = TAG.exec(html))) {
      if (!depth) out.push(html.substring(at, match.index));
      at = match.index + match[0].length;
      if (!match[2]) continue;
      tag = match[2].toLowerCase();
      if (VOID.test(tag)) {
        if (tag == "br" && !depth) out.push(" ");
      } else if (depth) {
        depth += match[1] ? -1 : match[3].charAt(match[3].length - 1) == "/" ? 0 : 1;
      } else if (!match[1] && (SKIPPED[tag] || SKIPPED_CLASS.test(match[3]))) {
        depth = 1;
      } else if (/^(?:p|li|div|dd|dt|blockquote)$/.test(tag)) {
        out.push(" ");
      }
    }
    if (!depth) out.push(html.substring(at));
    return out.join("").replace(/&(#?[a-zA-Z0-9]+);/g, entity).replace(/\s+/g, " ").replace(/^ | $/g, "")
      .substring(0, LONGEST);
  }

  // Stretches of text that are terms: [{start, end, gain}], in order. idf: "=term" to how much it tells.
  function hits(source, idf) {
    var letters = [], from = [], found = [], i, j, c, letter, word = "", start = 0, gain;
    for (i = 0; i <= source.length; i++) {
      letter = i < source.length ? R.tokens.letter(source.charAt(i)) : " ";
      for (j = 0; j < letter.length; j++) {
        letters.push(letter.charAt(j));
        from.push(i);
      }
    }
    for (i = 0; i < letters.length; i++) {
      c = letters[i];
      gain = i + 1 < letters.length ? idf["=" + c + letters[i + 1]] : 0;
      if (gain && c != " ") found.push({ start: from[i], end: from[i + 1] + 1, gain: gain, name: c + letters[i + 1] });
      if (c != " " && c < "\u3041") {
        if (!word) start = i;
        word += c;
      } else {
        gain = word.length > 2 || word.length == 1 ? idf["=" + word.substring(0, 20)] : 0;
        if (gain) found.push({ start: from[start], end: from[i - 1] + 1, gain: gain, name: word });
        word = "";
      }
    }
    return found;
  }

  // Where the window begins whose terms tell most. Different words of the question count more than more of one word.
  function best(found, wordOf) {
    var inside = {}, words = {}, top = 0, from = 0, first = 0, i;

    function count(hit, step) {
      var name = "=" + hit.name, word = wordOf[name] || 0, before = inside[name] || 0;
      inside[name] = before + step;
      words[word] = (words[word] || 0) + step * hit.gain * (before > (step < 0 ? 1 : 0) ? AGAIN : 1);
    }

    for (i = 0; i < found.length; i++) {
      count(found[i], 1);
      while (found[i].end - found[first].start > WINDOW) count(found[first++], -1);
      var sum = 0;
      for (var word in words) if (words[word] > 0) sum += Math.sqrt(words[word]);
      // A later place has to be clearly better: articles say the main thing first.
      if (sum > top * 1.04) {
        top = sum;
        from = found[first].start;
      }
    }
    return from;
  }

  // {extract, marks: [[start, end] ...]}: without hits the beginning of the text. wordOf: "=term" to number of its word.
  function make(source, idf, wordOf) {
    var found = hits(source, idf), start = found.length ? best(found, wordOf) : 0, end, lead, marks = [], i, last;
    if (start <= LEAD) start = 0;
    else {
      // Back to the beginning of the sentence if it is near, else of a word.
      lead = source.substring(start - LEAD, start);
      i = lead.lastIndexOf(". ");
      if (i >= 0) i += 1;
      else i = lead.indexOf(" ");
      start = start - LEAD + i + 1;
    }
    end = Math.min(source.length, start + LENGTH);
    if (end < source.length) {
      i = source.lastIndexOf(" ", end);
      if (i > start + LENGTH / 2) end = i;
    }
    var before = start ? "… " : "", shift = before.length - start;
    for (i = 0; i < found.length; i++) {
      if (found[i].start < start || found[i].end > end) continue;
      last = marks[marks.length - 1];
      if (last && found[i].start + shift <= last[1]) last[1] = Math.max(last[1], found[i].end + shift);
      else marks.push([found[i].start + shift, found[i].end + shift]);
    }
    return { extract: before + source.substring(start, end) + (end < source.length ? " …" : ""), marks: marks };
  }

  return { text: text, make: make };
})();
