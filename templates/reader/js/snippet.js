// The passage of an article that answers a search: its text and where the words stand in it.
R.snippet = (function () {
  // The hits shall lie within WINDOW; up to LEAD characters before them begin the passage, LENGTH in all.
  var WINDOW = 110, LEAD = 40, LENGTH = 170;
  // What a word counts that the window has already.
  var AGAIN = 0.03;
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

  // The terms of a question that are worth a mark: endings of its words are not. words: as R.text_rank.words gives them.
  function worth(words, idf) {
    var found = {}, i, j, list, stems, terms;
    for (i = 0; i < words.length; i++) {
      list = [words[i].text];
      if (words[i].other) list = list.concat(R.tokens.runs(words[i].other.text));
      for (j = 0; j < list.length; j++) {
        stems = R.particles.stems(list[j]);
        terms = words[i].any && !j ? words[i].terms : R.tokens.terms(stems.length ? stems[0] : list[j]);
        for (var k = 0; k < terms.length; k++) if (idf["=" + terms[k]]) found["=" + terms[k]] = idf["=" + terms[k]];
      }
    }
    return found;
  }

  return { make: make, hits: hits, best: best, worth: worth };
})();
