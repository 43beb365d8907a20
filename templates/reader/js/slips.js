// How far what was typed is from a title, letter by letter: a wrong vowel counts less than a wrong consonant, two letters
// in the wrong order about as much as one too few. A letter left out is likelier than one too many or quite another.
R.slips = (function () {
  var FIRST = 44032, MISSING = 0.7, EXTRA = 0.8, SWAPPED = 0.4, VOWEL = 0.5, NEAR_VOWEL = 0.25, CONSONANT = 0.75, SAME_CLASS = 0.25, CODA = 0.45;
  // What a row does not tell of a title: 야 may have been 냐.
  var PERHAPS = 0.1;
  // Vowels that are taken for each other, by their numbers in Unicode: ㅐㅔ ㅒㅖ ㅓㅗ ㅜㅡ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅚㅙㅞ ㅡㅣ ..., and
  // those whose keys lie side by side.
  var NEAR = " 1-5 3-7 4-8 13-18 0-2 4-6 8-12 13-17 10-11 10-15 11-15 18-20 5-7 1-3 19-20 18-19 8-13 0-4 0-20 ";

  var ready = null;

  // Numbers of the plain consonants that parts of syllables begin with, and which vowels are near.
  function known() {
    var t = R.tables, k = { initials: [], finals: [], near: [], silent: [] }, i, j;
    if (ready) return ready;
    for (i = 0; i < 19; i++) k.initials[i] = R.consonants.plain(t.initials[i]);
    for (i = 0; i < 28; i++) k.finals[i] = R.consonants.plain(t.finals[i]);
    for (i = 0; i < 21; i++) {
      k.silent[i] = R.tokens.folded(String.fromCharCode(FIRST + 2 * 588 + i * 28)).charCodeAt(0) >= FIRST + 11 * 588;
      for (j = 0; j < 21; j++) k.near[i * 21 + j] = NEAR.indexOf(" " + Math.min(i, j) + "-" + Math.max(i, j) + " ") >= 0;
    }
    return ready = k;
  }

  // Whether an initial, as it was typed, may be that of a folded syllable (tokens.js), 인 or 난, which was 닌 or 린, or 란.
  function isFolded(initial, folded, vowel) {
    return (initial == 2 || initial == 5) && (folded == 11 ? ready.silent[vowel] : folded == 2);
  }

  // folded: b is.
  function syllable(a, b, folded) {
    if (a == b) return 0;
    var x = a - FIRST, y = b - FIRST, cost = 0, one, two, k = ready || known();
    if (x < 0 || y < 0 || x >= 11172 || y >= 11172) return 1;
    one = Math.floor(x / 588);
    two = Math.floor(y / 588);
    if (one != two) {
      if (folded && isFolded(one, two, Math.floor(y / 28) % 21)) cost += PERHAPS;
      else cost += k.initials[one] == k.initials[two] ? SAME_CLASS : CONSONANT;
    }
    one = Math.floor(x / 28) % 21;
    two = Math.floor(y / 28) % 21;
    if (one != two) cost += k.near[one * 21 + two] ? NEAR_VOWEL : VOWEL;
    if (x % 28 != y % 28) cost += k.finals[x % 28] == k.finals[y % 28] ? SAME_CLASS : CODA;
    return cost < 1 ? cost : 1;
  }

  // The cost of typing a for b, both letters of keys; no further than most. folded: b is, as the rows of titles are, and a is not.
  function cost(a, b, most, folded) {
    var plain = folded ? R.tokens.folded(a) : a, before = null, row = [], next, i, j, best, least, c, d, band = 2;
    if (plain == b) return 0;
    if (Math.abs(a.length - b.length) * MISSING > most) return most + 1;
    for (j = 0; j <= b.length; j++) row[j] = j * MISSING;
    for (i = 1; i <= a.length; i++) {
      next = [i * EXTRA];
      least = next[0];
      c = plain.charCodeAt(i - 1);
      for (j = 1; j <= b.length; j++) {
        if (j < i - band || j > i + band) {
          next[j] = most + 1;
          continue;
        }
        d = b.charCodeAt(j - 1);
        best = row[j - 1] + (c == d ? 0 : syllable(a.charCodeAt(i - 1), d, folded));
        if (row[j] + EXTRA < best) best = row[j] + EXTRA;
        if (next[j - 1] + MISSING < best) best = next[j - 1] + MISSING;
        if (before && j > 1 && c == b.charCodeAt(j - 2) && plain.charCodeAt(i - 2) == d && before[j - 2] + SWAPPED < best) {
          best = before[j - 2] + SWAPPED;
        }
        next[j] = best;
        if (best < least) least = best;
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  // How much a text of so many letters may be off.
  function most(length) { return length < 3 ? 0.86 : length < 4 ? 0.9 : length < 5 ? 1.05 : length < 8 ? 1.4 : 2; }

  // Whether letters are syllables and digits, one syllable at least.
  function hangul(letters) { return /^[\uac00-\ud7a3a-z0-9]+$/.test(letters) && /[\uac00-\ud7a3]/.test(letters); }

  return { cost: cost, most: most, hangul: hangul };
})();
