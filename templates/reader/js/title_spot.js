// Titles inside what was typed: the names in a question, the nouns of a compound.
R.title_spot = (function () {
  var WORDS = 8, LONGEST = 10, FILES = 6, TAILS = 4;
  // How well a place is explained: the title is followed by the end of a word or an ending, by a noun that asks something
  // of it, or by letters of which nothing is known.
  var CLEAN = 3, ATTRIBUTE = 2, LOOSE = 1;

  // What follows a title of size letters in its word. Two syllables together are a name of their own: 금산 is not 금 and 산.
  function follows(rest, size) {
    if (!rest || R.particles.isEnding(rest)) return CLEAN;
    if (R.questions.isAttribute(rest) && size + rest.length > 2) return ATTRIBUTE;
    return LOOSE;
  }

  // The letters of all words in one, and where each begins and ends.
  function join(text) {
    var words = R.keystrokes.words(text), flat = "", list = [], i;
    for (i = 0; i < words.length && i < WORDS; i++) {
      list.push({ begin: flat.length, end: flat.length + words[i].letters.length, letters: words[i].letters });
      flat += words[i].letters;
    }
    return { flat: flat, words: list, more: words.length > WORDS };
  }

  // Whether only the end of titles was found: 카터 of 지미 카터.
  function ends(entries) {
    for (var i = 0; i < entries.length; i++) if (!entries[i].ends) return false;
    return true;
  }

  function wordAt(words, at) {
    for (var i = 0; i < words.length; i++) if (at <= words[i].end) return i;
    return words.length - 1;
  }

  // Gives callback(hits, all), hits {entries, first, last, follows, length, tail, rest} in the order of the text. Unless it is
  // thorough, only titles that are followed by what explains the rest of their word.
  function find(search, text, thorough, callback) {
    var all = join(text), index = search.root.titles, hits = [], count = 0, queue = [], n, length;

    function look(letters, found, endings) {
      var keys = R.keystrokes.keys(letters), file = index.place(index.fold(keys), false);
      if (!search.files[file]) {
        if (count == FILES) return found([]);
        count++;
      }
      search.mayRead(file, true);
      index.exact(keys, found, endings);
    }

    function word(i) {
      var w = all.words[i], next, longest, best = null;
      if (i >= all.words.length) return thorough ? tails(0) : callback(hits, all);
      if (R.questions.isAsking(w.letters)) return word(i + 1);
      longest = Math.min(LONGEST, all.flat.length - w.begin);
      (function step(size) {
        var at = w.begin + size, last = wordAt(all.words, at), rest = all.flat.substring(at, all.words[last].end), how = follows(rest, size);
        // Shorter loose titles say less than a clean one; single letters have to be clean.
        if (!size || best && best.follows == CLEAN) {
          if (best && !(best.first == 0 && best.last == all.words.length - 1 && best.follows == CLEAN && !best.rest &&
            all.words.length == 1 && best.length == all.flat.length)) hits.push(best);
          next = best && best.follows != LOOSE ? best.last + 1 : i + 1;
          return word(next);
        }
        if (how == LOOSE && (best || size < 2 || !thorough) || best && how <= best.follows ||
          last == i && size == w.letters.length && R.questions.isAttribute(w.letters) && all.words.length > 1) return step(size - 1);
        look(all.flat.substring(w.begin, at), function (entries) {
          var loose = how == LOOSE || entries.length && ends(entries);
          if (entries.length && !(loose && best)) best = { entries: entries, first: i, last: last, follows: loose ? LOOSE : how, length: size, rest: rest, tail: false, whole: how == CLEAN && size > 1 };
          step(size - 1);
        }, how == CLEAN && size > 1 && all.words.length > 1);
      })(longest);
    }

    // The end of a compound is what it is about: 평양랭면.
    function tails(i) {
      var w = all.words[i], stem, covered = false, stems;
      if (i >= all.words.length || hits.length && hits[hits.length - 1].follows != LOOSE && all.words.length > 3) return callback(hits, all);
      for (n = 0; n < hits.length; n++) if (hits[n].first <= i && hits[n].last >= i && hits[n].follows != LOOSE) covered = true;
      if (covered || w.letters.length < 3 || R.questions.isAsking(w.letters)) return tails(i + 1);
      stems = R.particles.stems(w.letters);
      stem = w.letters;
      queue = [];
      for (length = 1; length < stem.length - 1 && queue.length < TAILS; length++) queue.push(stem.substring(length));
      if (stems.length) queue.push(stems[stems.length - 1].substring(1));
      // One syllable, if there is nothing longer: 조선범, 음력설.
      if (stem.length == 3) queue.push(stem.charAt(2));
      (function step(k) {
        if (k == queue.length) return tails(i + 1);
        if (R.questions.isAttribute(queue[k])) return step(k + 1);
        look(queue[k], function (entries) {
          if (!entries.length) return step(k + 1);
          hits.push({ entries: entries, first: i, last: i, follows: LOOSE, length: queue[k].length, rest: "", tail: true });
          tails(i + 1);
        });
      })(0);
    }

    word(0);
  }

  // Whether something is left that neither asks nor belongs to a title.
  function unexplained(hits, words) {
    var left = 0, i, j, covered;
    for (i = 0; i < words.length; i++) {
      covered = R.questions.isAsking(words[i].letters) || R.questions.isAttribute(words[i].letters);
      for (j = 0; j < hits.length; j++) {
        if (hits[j].follows != LOOSE && hits[j].first <= i && hits[j].last >= i) covered = true;
      }
      if (!covered) left++;
    }
    return left;
  }

  // Adds what was found to a search, the likeliest names first. Of two nouns side by side the second is meant (백두산 천지);
  // of several with endings, the first.
  function add(search, text, thorough, next) {
    find(search, text, thorough, function (hits, all) {
      var words = all.words, left = unexplained(hits, words) + (all.more ? 1 : 0), letters = words.length ? words[words.length - 1].end : 0, i, j, hit, order, after;
      if (left && !thorough) return next(false);
      for (i = 0; i < hits.length; i++) {
        hit = hits[i];
        order = hit.follows == LOOSE ? (hit.tail ? 3400 + 100 * Math.min(hit.length, 4) : 3000) : 8000 - (left ? 2000 : 0) - 20 * i + 2 * hit.length;
        after = hits[i + 1];
        if (hit.follows == CLEAN && !hit.rest && after && after.follows == CLEAN && after.first == hit.last + 1) order -= 100;
        for (j = 0; j < hit.entries.length; j++) {
          if (hit.entries[j].ends && !ends(hit.entries)) continue;
          hit.entries[j].rank = order - (hit.entries[j].bare ? 1 : 0) + hit.entries[j].score / 1000;
          hit.entries[j].how = hit.follows == LOOSE && !hit.whole && 3 * hit.length < letters ? "piece" : left || hit.follows == LOOSE ? "part" : "about";
          search.found.push(hit.entries[j]);
        }
      }
      next(hits.length > 0);
    });
  }

  return { add: add };
})();
