// Search keys: what a title is typed with on a Korean keyboard. packager/korean/keystrokes.py computes the same.
R.keystrokes = (function () {
  var FIRST = 44032;
  var pressed = {};

  // Precomposed syllables where the engine can; jamo that stay single are keys as they are.
  function units(text) {
    return text.normalize ? text.normalize("NFC") : R.hangul.compose(text);
  }

  // The words of a title: where each starts, and its letters.
  function words(title) {
    var found = [], letters = R.tables.letters, hanja = R.tables.hanja, word = null, i, j, c, letter;
    for (i = 0; i <= title.length; i++) {
      c = title.charAt(i);
      letter = i == title.length ? " " : letters[c];
      if (letter === " ") {
        if (word && word.letters) found.push(word);
        word = null;
        continue;
      }
      if (!word) word = { start: i, letters: "" };
      if (letter === undefined) letter = c;
      for (j = 0; j < letter.length; j++) word.letters += hanja[letter.charAt(j)] || letter.charAt(j);
    }
    if (!found.length) found.push({ start: 0, letters: "~" + title.replace(/ /g, "").toLowerCase() });
    return found;
  }

  // The keys pressed for one letter.
  function press(c) {
    var known = pressed[c], code, t = R.tables;
    if (known !== undefined) return known;
    code = c.charCodeAt(0);
    if (code >= FIRST && code < FIRST + 11172) {
      code -= FIRST;
      known = t.initials[Math.floor(code / 588)] + t.medials[Math.floor(code / 28) % 21] + t.finals[code % 28];
    } else if (code >= 12593 && code < 12593 + t.single.length) known = t.single[code - 12593];
    else if (code >= 4352 && code < 4371) known = t.initials[code - 4352];
    else if (code >= 4449 && code < 4470) known = t.medials[code - 4449];
    else if (code >= 4520 && code < 4547) known = t.finals[code - 4519];
    else known = c;
    return pressed[c] = known;
  }

  function keys(letters) {
    var out = "";
    for (var i = 0; i < letters.length; i++) out += press(letters.charAt(i));
    return out;
  }

  // The first consonant of each syllable; other letters as they are.
  function initials(letters) {
    var out = "", code, i;
    for (i = 0; i < letters.length; i++) {
      code = letters.charCodeAt(i);
      out += code >= FIRST && code < FIRST + 11172 ? press(letters.charAt(i)).charAt(0) : press(letters.charAt(i));
    }
    return out;
  }

  // The difference between North and South dropped: ㄴ and ㄹ fall silent before ㅣ and the y-vowels, else ㄹ becomes ㄴ.
  function folded(typed) {
    var t = R.tables, nieun = t.consonants.charAt(2), rieul = t.consonants.charAt(5), ieung = t.consonants.charAt(11);
    var out = "", i, c, next;
    for (i = 0; i < typed.length; i++) {
      c = typed.charAt(i);
      if ((c == nieun || c == rieul) && i + 1 < typed.length) {
        next = typed.charAt(i + 1);
        if (t.silencing.indexOf(next) >= 0) c = ieung;
        else if (c == rieul && t.vowels.indexOf(next) >= 0) c = nieun;
      }
      out += c;
    }
    return out;
  }

  // The whole key of a title from a place on.
  function typed(title, start) {
    var parts = words(start ? title.substring(start) : title), out = "";
    for (var i = 0; i < parts.length; i++) out += keys(parts[i].letters);
    return out;
  }

  function typedInitials(title) {
    var parts = words(title), out = "";
    for (var i = 0; i < parts.length; i++) out += initials(parts[i].letters);
    return out;
  }

  // What the same keys give on a keyboard that is left in Latin (eogks), as jamo keys; "" if other keys are among them.
  function fromLatin(text) {
    var out = "", c, key, i;
    for (i = 0; i < text.length; i++) {
      c = text.charAt(i);
      if (c == " ") continue;
      key = R.tables.keyboard[c] || R.tables.keyboard[c.toLowerCase()] || (c >= "0" && c <= "9" ? c : "");
      if (!key) return "";
      out += key;
    }
    return out;
  }

  // What was meant in Latin on a keyboard left in Hangul (ㅜㅁㄴㅁ), from jamo keys.
  function toLatin(keys) {
    var out = "";
    for (var i = 0; i < keys.length; i++) out += R.tables.latin[keys.charAt(i)] || keys.charAt(i);
    return out;
  }

  // They hold the letters that were typed and read.
  R.part({ forget: function () { pressed = {}; } });
  return {
    units: units, words: words, keys: keys, initials: initials, folded: folded, typed: typed,
    typedInitials: typedInitials, fromLatin: fromLatin, toLatin: toLatin
  };
})();
