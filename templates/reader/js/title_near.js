// Titles that are a slip of the finger away from what was typed: a wrong vowel, a letter too few, too many or wrong, two in
// the wrong order.
R.title_near = (function () {
  // What is nearest is read from the titles: so many at most, and no further than this from the nearest.
  var FETCHED = 3, TIED = 0.2;
  // What was typed in words tells more: a title that has one of them in its place is nearer by SPACED, so more are looked at.
  var SPACED = 0.3;
  // A wrong vowel: titles of another length are not looked at.
  var GOOD = 0.4;
  var RANK = 7500, COST = 2000, QUALIFIED = 40;
  // Fingers slip less on the first letter.
  var FIRST = 0.04;
  // What a longer title costs that begins with what was meant; the letters of three in any order (라산한).
  var LONGER = 0.3, MIXED = 1.75;
  // The letter in the middle of three is another (설랑산): a guess, below a name of two letters at the end of what was typed.
  var OTHER = 1, GUESS = 3550;
  // Letters that rows have at most; longer titles begin with them.
  var MOST = 40;

  function isGuess(a, b) {
    return a.length == 3 && b.length == 3 && a.charAt(0) == b.charAt(0) && a.charAt(2) == b.charAt(2);
  }

  // The letters of a title as it is spelt.
  function raw(title) {
    var words = R.keystrokes.words(R.consonants.bare(title)), out = "", i;
    for (i = 0; i < words.length; i++) out += words[i].letters;
    return out;
  }

  function mixed(a, b) {
    return a.length == 3 && b.length == 3 && a.split("").sort().join("") == b.split("").sort().join("");
  }

  // The words of a text, folded.
  function wordsOf(text) {
    var words = R.keystrokes.words(R.consonants.bare(text)), out = [], i;
    for (i = 0; i < words.length; i++) out.push(R.tokens.folded(words[i].letters));
    return out;
  }

  // Whether texts of as many words, two or more, have one in common at the same place.
  function sharesWord(a, b) {
    for (var i = 0; a.length > 1 && a.length == b.length && i < a.length; i++) if (a[i] == b[i]) return true;
    return false;
  }

  // search: the search that candidates are added to; next() when done.
  function add(search, text, next) {
    var root = search.root, index = root.titles, typed = root.near.letters(text), most = R.slips.most(typed.length);
    var spelt = raw(text).substring(0, MOST), spoken = wordsOf(text), spaced = spoken.length > 1 ? SPACED : 0, seen = {}, taken = 0;

    // How far a title is: as it is spelt, or as North and South have it in common.
    function distance(title, letters) {
      var cost = R.slips.cost(typed, letters, most);
      if (cost > most && isGuess(typed, letters)) return OTHER;
      if (cost > most && mixed(typed, letters)) return Math.min(MIXED, R.slips.cost(typed, letters, MIXED));
      return cost <= most ? cost : Math.min(cost, R.slips.cost(spelt, raw(title), most));
    }

    function fits(letters, cost) {
      // One letter too many makes another short word.
      if (letters.length < typed.length && letters.length < 3) return false;
      return cost <= most || isGuess(typed, letters) || cost <= MIXED && mixed(typed, letters);
    }

    // Takes titles that are near enough.
    function take(candidates) {
      for (var i = 0; i < candidates.length; i++) {
        var entry = candidates[i], letters = root.near.letters(entry.title), cost = distance(entry.title, letters);
        if (cost > most && letters.length > typed.length && typed.length > 3) {
          cost = R.slips.cost(typed, letters.substring(0, typed.length), most) + LONGER;
        }
        if (!fits(letters, cost) || seen["=" + entry.title]) continue;
        seen["=" + entry.title] = true;
        taken++;
        entry.cost = cost;
        if (cost > most && isGuess(typed, letters)) entry.rank = GUESS;
        else {
          cost += letters.charAt(0) == typed.charAt(0) ? 0 : FIRST;
          entry.rank = RANK - COST * (sharesWord(spoken, wordsOf(entry.title)) ? cost - SPACED : cost);
        }
        entry.rank -= /\)$/.test(entry.title) ? QUALIFIED : 0;
        entry.how = "near";
        search.found.push(entry);
      }
    }

    // One after the other.
    function each(list, act, then) {
      (function step(n) {
        if (n >= list.length) return then();
        act(list[n], function () { step(n + 1); });
      })(0);
    }

    // Reads the titles of the nearest letters.
    function nearest(near, then) {
      near.sort(function (a, b) {
        return COST * (a.cost - b.cost) + b.weight - a.weight || (a.letters < b.letters ? -1 : 1);
      });
      var some = [], i;
      for (i = 0; i < near.length && i < FETCHED && near[i].cost <= near[0].cost + TIED + spaced; i++) some.push(near[i]);
      each(some, function (row, done) {
        var keys = R.keystrokes.keys(row.letters);
        function found(candidates) {
          take(candidates);
          done();
        }
        search.mayRead(index.place(index.fold(keys), false), true);
        if (row.letters.length < MOST) index.exact(keys, found);
        else index.matching(index.fold(keys), function () { return true; }, found);
      }, then);
    }

    // Titles that share two of their rarest letters with what was typed: as long first, then a letter longer, then shorter.
    function pairs(then) {
      var near = [], known = {}, list = root.near.pairs(typed), sizes = [typed.length, typed.length + 1, typed.length - 1];
      each(sizes, function (size, ready) {
        if (size < 2 || near.length && least(near) <= GOOD - spaced) return ready();
        each(list, function (pair, done) {
          root.near.find(pair, size, size, function (rows) {
            for (var i = 0; i < rows.length; i++) {
              var row = rows[i];
              if (known["=" + row.letters]) continue;
              known["=" + row.letters] = true;
              row.cost = R.slips.cost(spelt, row.letters, mixed(typed, row.letters) ? MIXED : most, true);
              if (fits(row.letters, row.cost)) near.push(row);
            }
            done();
          });
        }, ready);
      }, function () { nearest(near, then); });
    }

    function least(near) {
      for (var cost = MIXED, i = 0; i < near.length; i++) cost = Math.min(cost, near[i].cost);
      return cost;
    }

    // Mistakes in the beginning of a longer title: among those that begin with the same letters.
    function behind(then) {
      var stem = index.fold(R.keystrokes.keys(typed.substring(0, 4)));
      if (taken || typed.length < 5 || index.crosses(stem)) return then();
      search.mayRead(index.place(stem, false), true);
      index.matching(stem, function (title) {
        var letters = root.near.letters(title);
        return letters.length > typed.length && R.slips.cost(typed, letters.substring(0, typed.length), most) <= most;
      }, function (candidates) {
        take(candidates);
        then();
      });
    }

    if (typed.length < 2 || typed.charAt(0) == "~") return next();
    pairs(function () { behind(next); });
  }

  return { add: add };
})();
