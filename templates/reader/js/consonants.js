// What is left of a title when vowels do not count: for slips of the finger and for names in another script.
// packager/korean/consonants.py computes the same.
R.consonants = (function () {
  var FIRST = 44032, MOST = 4, EU = 18;
  var PAIRS = "ㄲㄱㅋㄱㄸㄷㅌㄷㅃㅂㅍㅂㅆㅅㅉㅈㅊㅈ", INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  var ready = null;

  // What the tables say, made once they are read.
  function known() {
    var t = R.tables, jamo = {}, of = {}, plainOf = {}, sounds = {}, accents = {}, whole = {}, list, i, j, row, keys, end;
    if (ready) return ready;
    for (i = 0; i < INITIALS.length; i++) jamo[INITIALS.charAt(i)] = t.consonants.charAt(i);
    for (i = 0; i < PAIRS.length; i += 2) {
      plainOf[jamo[PAIRS.charAt(i)]] = jamo[PAIRS.charAt(i + 1)];
      of[PAIRS.charAt(i)] = PAIRS.charAt(i + 1);
    }
    list = t.rowsOf("sound");
    for (i = 0; i < list.length; i++) {
      row = { spelling: list[i][1].replace(/[.,]$/, ""), before: "", readings: [] };
      end = list[i][1].charAt(list[i][1].length - 1);
      if (end == "." || end == ",") row.before = end;
      for (j = 2; j < list[i].length; j++) {
        keys = "";
        for (var k = 0; k < list[i][j].length; k++) keys += jamo[of[list[i][j].charAt(k)] || list[i][j].charAt(k)] || "";
        row.readings.push(keys);
      }
      (sounds[row.spelling.charAt(0)] = sounds[row.spelling.charAt(0)] || []).push(row);
    }
    list = t.rowsOf("accent");
    for (i = 0; i < list.length; i++) accents[list[i][1]] = list[i][2];
    list = t.rowsOf("short");
    for (i = 0; i < list.length; i++) whole["=" + list[i][1]] = list[i][2];
    return ready = {
      plain: plainOf, sounds: sounds, accents: accents, whole: whole, ieung: jamo["ㅇ"], siot: jamo["ㅅ"], digeut: jamo["ㄷ"]
    };
  }

  // The title without the words in parentheses at its end; the title if nothing else is left.
  function bare(title) { return title.replace(/\s*\([^()]*\)\s*$/, "") || title; }

  // Keys with tense and aspirated consonants as plain ones.
  function plain(keys) {
    var map = known().plain, out = "", i;
    for (i = 0; i < keys.length; i++) out += map[keys.charAt(i)] || keys.charAt(i);
    return out;
  }

  // The initials of a title without its qualifier.
  function initials(title) { return R.keystrokes.typedInitials(bare(title)); }

  function syllable(code) {
    var k = known(), first = R.tables.initials[Math.floor(code / 588)], last = R.tables.finals[code % 28];
    return plain((first == k.ieung ? "" : first) + (last == k.siot ? k.digeut : last));
  }

  function isIn(c, letters) { return c !== "" && letters.indexOf(c) >= 0; }

  function sound(word, at) {
    var list = known().sounds[word.charAt(at)] || [], i, row, next, after;
    for (i = 0; i < list.length; i++) {
      row = list[i];
      next = at + row.spelling.length;
      if (word.substring(at, next) != row.spelling) continue;
      after = word.charAt(next);
      if (row.before == "," && !isIn(after, "eiy")) continue;
      if (row.before == "." && isIn(after, "aeiouyw") && word.substring(next) != "e") continue;
      return row;
    }
    return null;
  }

  // Adds the readings of each spelling of a word.
  function latin(word, parts) {
    var at = 0, row, two;
    while (at < word.length) {
      two = word.substring(at, at + 2);
      if (isIn(word.charAt(at), "aeiouyw") && two != "wr" && two != "wh") {
        at++;
        continue;
      }
      row = sound(word, at);
      if (row) parts.push(row.readings);
      at += row ? row.spelling.length : 1;
    }
  }

  // The skeletons of a text without its qualifier, the likeliest first; one if it has no Latin letter.
  function skeletons(text) {
    var accents = known().accents, lower = R.keystrokes.units(bare(text)).toLowerCase(), plainText = "", parts = [], i, j, c;
    for (i = 0; i < lower.length; i++) plainText += accents[lower.charAt(i)] || lower.charAt(i);
    var words = R.keystrokes.words(plainText);
    for (i = 0; i < words.length; i++) {
      var letters = words[i].letters, at = 0, match;
      while (at < letters.length) {
        match = /^[a-z]+/.exec(letters.substring(at));
        if (match) {
          latin(known().whole["=" + match[0]] || match[0], parts);
          at += match[0].length;
          continue;
        }
        c = letters.charCodeAt(at) - FIRST;
        if (c >= 0 && c < 11172) parts.push([syllable(c)]);
        else if (/[0-9]/.test(letters.charAt(at))) parts.push([letters.charAt(at)]);
        at++;
      }
    }
    var found = [], seen = {};
    function add(n, other) {
      var keys = "";
      for (var k = 0; k < parts.length; k++) keys += k == n ? other : parts[k][0];
      keys = keys.replace(/([^0-9])\1+/g, "$1");
      if (keys && !seen["=" + keys]) found.push(keys);
      seen["=" + keys] = true;
    }
    var count = 1;
    add(-1, "");
    for (i = 0; i < parts.length; i++) {
      for (j = 1; j < parts[i].length && count < MOST; j++) {
        count++;
        add(i, parts[i][j]);
      }
    }
    return found;
  }

  return { bare: bare, plain: plain, initials: initials, skeletons: skeletons };
})();
