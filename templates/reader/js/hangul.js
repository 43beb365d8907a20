// Arithmetic of Hangul syllables (Unicode, chapter 3.12), for engines without String.normalize.
R.hangul = (function () {
  var FIRST = 44032;

  // Conjoining jamo, which some systems send, to syllables.
  function compose(text) {
    if (!/[\u1100-\u11ff]/.test(text)) return text;
    var out = "", i = 0, code, vowel, coda;
    while (i < text.length) {
      code = text.charCodeAt(i) - 4352;
      vowel = text.charCodeAt(i + 1) - 4449;
      if (code >= 0 && code < 19 && vowel >= 0 && vowel < 21) {
        coda = text.charCodeAt(i + 2) - 4519;
        coda = coda > 0 && coda < 28 ? coda : 0;
        out += String.fromCharCode(FIRST + (code * 21 + vowel) * 28 + coda);
        i += coda ? 3 : 2;
      } else {
        coda = text.charCodeAt(i + 1) - 4519;
        code += 4352 - FIRST;
        if (code >= 0 && code < 11172 && code % 28 == 0 && coda > 0 && coda < 28) {
          out += String.fromCharCode(FIRST + code + coda);
          i += 2;
        } else out += text.charAt(i++);
      }
    }
    return out;
  }

  return { compose: compose };
})();
