// Titles that are nearly what was typed: a wrong vowel, a letter too few, too many or wrong, two in the wrong order.
R.title_near = (function () {
  var FILES = 9, FETCHED = 4, GOOD = 0.5, ENOUGH = 0.86, RANK = 7500, COST = 1500, QUALIFIED = 40;

  // search: the search that candidates are added to; next() when done.
  function add(search, text, next) {
    var root = search.root, index = root.titles, typed = root.near.letters(text), most = R.slips.most(typed.length);
    var raw = join(text), best = 9, count = 0, seen = {};

    function allowed(file) {
      if (search.files[file]) return true;
      if (count == FILES) return false;
      count++;
      search.mayRead(file, true);
      return true;
    }

    function foldOf(letters) { return R.keystrokes.folded(R.keystrokes.keys(letters)); }

    function join(title) {
      var words = R.keystrokes.words(R.consonants.bare(title)), out = "", i;
      for (i = 0; i < words.length; i++) out += words[i].letters;
      return out;
    }

    // How far a title is: as it is spelt, or as North and South have it in common.
    function distance(title, letters) {
      var cost = R.slips.cost(typed, letters, most);
      return cost <= most || raw == typed ? cost : Math.min(cost, R.slips.cost(raw, join(title), most));
    }

    // Takes titles that are near enough.
    function take(candidates) {
      for (var i = 0; i < candidates.length; i++) {
        var entry = candidates[i], letters = root.near.letters(entry.title), cost = distance(entry.title, letters);
        // Longer titles may begin with what was meant.
        if (cost > most && letters.length > typed.length && typed.length > 3) {
          cost = R.slips.cost(typed, letters.substring(0, typed.length), most) + 0.3;
        }
        // One letter too many makes another short word.
        if (letters.length < typed.length && letters.length < 3) continue;
        if (cost > most || seen["=" + entry.title]) continue;
        seen["=" + entry.title] = true;
        if (cost < best) best = cost;
        entry.rank = RANK - COST * cost - (/\)$/.test(entry.title) ? QUALIFIED : 0);
        entry.how = "near";
        search.found.push(entry);
      }
    }

    function exact(letters, then) {
      var fold = foldOf(letters);
      if (!allowed(index.place(fold, false))) return then();
      index.exact(R.keystrokes.keys(letters), function (candidates) {
        take(candidates);
        then();
      });
    }

    // One after the other, as long as nothing good is found.
    function each(list, enough, act, then) {
      (function step(n) {
        if (n >= list.length || best <= enough) return then();
        act(list[n], function () { step(n + 1); });
      })(0);
    }

    // Wrong vowels: the consonants that syllables begin with are the same.
    function vowels(then) {
      var fold = R.consonants.plain(R.consonants.initials(text));
      if (!R.slips.hangul(typed) || !allowed(root.initials.place(fold, false))) return then();
      root.initials.matching(fold, function (title) {
        var letters = root.near.letters(title);
        return distance(title, letters) <= most ||
          typed.length > 3 && R.slips.cost(typed, letters.substring(0, typed.length), most) <= most;
      }, function (candidates) {
        take(candidates);
        then();
      });
    }

    // Titles that become rest without one letter; those that are nearest to what was typed are looked up.
    function without(rest, then) {
      if (!allowed(root.near.place(rest))) return then();
      root.near.find(rest, function (rows) {
        var list = [], i;
        for (i = 0; i < rows.length; i++) {
          rows[i].cost = R.slips.cost(typed, rows[i].letters, most);
          if (rows[i].cost <= most && rows[i].cost < best + 0.2) list.push(rows[i]);
        }
        list.sort(function (a, b) { return a.cost - b.cost || b.weight - a.weight; });
        each(list.slice(0, FETCHED), -1, function (row, done) { exact(row.letters, done); }, then);
      });
    }

    function omissions(then) {
      if (typed.length < 2) return then();
      without(typed, then);
    }

    function swaps(then) {
      var list = [], i;
      if (typed.length < 2) return then();
      for (i = 0; i + 1 < typed.length && i < 5; i++) {
        if (typed.charAt(i) == typed.charAt(i + 1)) continue;
        list.push(typed.substring(0, i) + typed.charAt(i + 1) + typed.charAt(i) + typed.substring(i + 2));
      }
      each(list, ENOUGH, exact, function () {
        if (typed.length != 3 || best <= most) return then();
        // 라산한.
        most = 1.75;
        each([typed.substring(2) + typed.substring(0, 2), typed.substring(1) + typed.charAt(0)], 1.72, exact, function () {
          most = R.slips.most(3);
          then();
        });
      });
    }

    // A wrong letter among the first, or one too many.
    function wrong(then) {
      var list = [], i;
      for (i = 0; i < 5 && i < typed.length && typed.length > 2; i++) list.push(typed.substring(0, i) + typed.substring(i + 1));
      each(list, GOOD, function (rest, done) {
        without(rest, function () {
          if (rest.length > 1) exact(rest, done);
          else done();
        });
      }, then);
    }

    // Mistakes further behind: among the titles that begin with the same letters.
    function behind(then) {
      var stem = foldOf(typed.substring(0, 4));
      if (typed.length < 5 || index.crosses(stem) || !allowed(index.place(stem, false))) return then();
      index.matching(stem, function (title) {
        return R.slips.cost(typed, root.near.letters(title), most) <= most;
      }, function (candidates) {
        take(candidates);
        then();
      });
    }

    var steps = [[behind, GOOD], [vowels, GOOD], [omissions, ENOUGH], [swaps, ENOUGH], [wrong, ENOUGH]];
    if (typed.length < 2 || typed.charAt(0) == "~") return next();
    (function step(n) {
      if (n == steps.length || n && best <= steps[n][1]) return next();
      steps[n][0](function () { step(n + 1); });
    })(0);
  }

  return { add: add };
})();
