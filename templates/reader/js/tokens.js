// Terms of running text: pairs of syllables, words of other scripts. packager/korean/tokens.py computes the same.
R.tokens = (function () {
  var MAX_WORD = 20;
  var PAIRED = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[^ \u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+/g;
  var FIRST = 44032, NIEUN = 2, RIEUL = 5, IEUNG = 11;
  // 2,750 is one number.
  var THOUSANDS = /([0-9]),(?=[0-9]{3}(?![0-9]))/g;
  var folds = {};

  // A syllable as North and South have it in common.
  function fold(c) {
    var code = c.charCodeAt(0) - FIRST, initial, medial, target;
    if (code < 0 || code >= 11172) return c;
    initial = Math.floor(code / 588);
    if (initial != NIEUN && initial != RIEUL) return c;
    if (folds[c]) return folds[c];
    medial = R.tables.medials[Math.floor(code / 28) % 21];
    target = medial.length == 1 && R.tables.silencing.indexOf(medial) >= 0 ? IEUNG : NIEUN;
    return folds[c] = String.fromCharCode(FIRST + code + (target - initial) * 588);
  }

  // All syllables of letters as North and South have them in common.
  function folded(letters) {
    var out = "";
    for (var i = 0; i < letters.length; i++) out += fold(letters.charAt(i));
    return out;
  }

  // One character as terms see it: a letter or more, a space, or nothing.
  function letter(c) {
    var known = R.tables.letters[c];
    if (c == "\n" || c == "\t") return " ";
    if (known !== undefined) return known;
    known = R.tables.hanja[c];
    return fold(known || c);
  }

  function plain(text) {
    var out = "";
    for (var i = 0; i < text.length; i++) out += letter(text.charAt(i));
    return out;
  }

  // Terms of one run of one script.
  function terms(run) {
    var found = [];
    if (!/[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(run.charAt(0))) return [run.substring(0, MAX_WORD)];
    if (run.length == 1) return [run];
    for (var i = 0; i + 1 < run.length; i++) found.push(run.substring(i, i + 2));
    return found;
  }

  // The runs of a text.
  function runs(text) {
    return plain(R.keystrokes.units(text).replace(THOUSANDS, "$1")).match(PAIRED) || [];
  }

  // The letters of what was searched and read.
  R.part({ forget: function () { folds = {}; } });
  return { folded: folded, plain: plain, letter: letter, terms: terms, runs: runs };
})();
