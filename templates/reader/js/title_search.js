// Titles for what is typed. The plain reading comes first; other readings of the same keys are tried in the order of
// READINGS while the list is short, and no search reads more than two shards.
R.titles = (function () {
  var FILES = 2;
  var END = "\uffff";

  // One search: its query, what it found, which files it has read.
  function Search(root, query, limit) {
    this.root = root;
    this.text = R.keystrokes.units(query).replace(/_/g, " ").replace(/^\s+|\s+$/g, "");
    this.typed = R.keystrokes.typed(this.text, 0);
    this.limit = limit;
    this.found = [];
    this.files = {};
    this.count = 0;
    this.exact = false;
  }

  Search.prototype.mayRead = function (file) {
    if (this.files[file]) return true;
    if (this.count == FILES) return false;
    this.files[file] = true;
    this.count++;
    return true;
  };

  // Adds candidates that answer text; better(entry, rank) gives the rank to use, negative to leave it out.
  Search.prototype.add = function (candidates, text, typed, better) {
    for (var i = 0; i < candidates.length; i++) {
      var entry = candidates[i];
      entry.rank = R.title_match.rank(entry, text, typed);
      if (better) entry.rank = better(entry, entry.rank);
      if (entry.rank < 0) continue;
      if (entry.rank >= R.title_match.EXACT) this.exact = true;
      this.found.push(entry);
    }
  };

  Search.prototype.results = function () { return R.title_match.results(this.found, this.limit); };

  // What a last ㄴ or ㄹ turns into if a vowel follows.
  function lastChanges(fold) {
    var t = R.tables, last = fold.charAt(fold.length - 1), stem = fold.substring(0, fold.length - 1);
    var nieun = t.consonants.charAt(2), rieul = t.consonants.charAt(5), ieung = t.consonants.charAt(11), found = [];
    if (last != nieun && last != rieul) return found;
    found.push({
      stem: stem + ieung, low: stem + ieung + t.silencing.charAt(0),
      high: stem + ieung + t.silencing.charAt(t.silencing.length - 1) + END
    });
    if (last == rieul) {
      found.push({ stem: stem + nieun, low: stem + nieun + t.vowels.charAt(0), high: stem + nieun + t.silencing.charAt(0) });
    }
    return found;
  }

  // Looks keys up in an index and adds what it finds; then calls next.
  function look(search, index, text, typed, better, next) {
    var plain = index == search.root.initials, fold = plain ? typed : R.keystrokes.folded(typed);
    var changes = plain ? [] : lastChanges(fold), crossing = index.crosses(fold), i;
    for (i = 0; i < changes.length; i++) crossing = crossing || index.crosses(changes[i].stem);

    function add(candidates) {
      search.add(candidates, text, typed, better);
    }
    function entries() {
      if (!search.mayRead(index.place(fold, false))) return next();
      index.range(fold, fold + END, function (candidates) {
        add(candidates);
        if (changes.length && search.found.length < search.limit) other(0);
        else next();
      });
    }
    function tops(key, none) {
      if (!search.mayRead(index.place(key, true))) return next();
      index.tops(key, function (candidates) {
        if (!candidates.length && none) return none();
        add(candidates);
        next();
      });
    }
    if (!crossing) return entries();
    tops(typed, function () {
      // Nothing is spelt like this; what sounds like it may be.
      if (index.crosses(fold)) tops(fold, null);
      else entries();
    });

    function other(n) {
      if (n == changes.length || !search.mayRead(index.place(changes[n].low, false))) return next();
      index.range(changes[n].low, changes[n].high, function (candidates) {
        search.add(candidates, text, typed, function (entry, rank) {
          return entry.typed.substring(0, typed.length) == typed ? better ? better(entry, rank) : rank : -1;
        });
        other(n + 1);
      });
    }
  }

  function onlyConsonants(keys) {
    var consonants = R.tables.consonants, vowels = R.tables.vowels, some = false, c;
    for (var i = 0; i < keys.length; i++) {
      c = keys.charAt(i);
      if (vowels.indexOf(c) >= 0) return false;
      if (consonants.indexOf(c) >= 0) some = true;
    }
    return some;
  }

  function asTyped(search, next) {
    var index = onlyConsonants(search.typed) ? search.root.initials : search.root.titles;
    look(search, index, search.text, search.typed, null, next);
  }

  // The keyboard was left in Latin: eogksalsrnr.
  function fromLatin(search, next) {
    // All in capitals is a locked keyboard, not the second letters of its keys.
    var text = search.text == search.text.toUpperCase() ? search.text.toLowerCase() : search.text;
    var typed = search.found.length < search.limit ? R.keystrokes.fromLatin(text) : "";
    if (!typed || !/[a-zA-Z]/.test(search.text)) return next();
    if (onlyConsonants(typed)) {
      if (search.found.length || typed.length < 2) return next();
      return look(search, search.root.initials, search.text, typed, null, next);
    }
    look(search, search.root.titles, search.text, typed, null, next);
  }

  // Other spellings of the words: 콤퓨터 과학.
  function otherWords(search, next) {
    var text = search.exact ? "" : search.root.aliases.rewrite(search.text);
    if (!text) return next();
    look(search, search.root.titles, text, R.keystrokes.typed(text, 0), null, next);
  }

  // A name with a particle: 대한민국은. The bare name counts if there is exactly such a title.
  function withoutParticle(search, next) {
    var stems = search.exact ? [] : R.particles.stems(search.text);
    (function step(n) {
      if (n == stems.length || search.exact) return next();
      look(search, search.root.titles, stems[n], R.keystrokes.typed(stems[n], 0), function (entry, rank) {
        return rank >= R.title_match.EXACT ? rank - n : search.found.length ? -1 : rank;
      }, function () { step(n + 1); });
    })(0);
  }

  // All words of the query in any order: 아인슈타인 알베르트. Looked up under the longest word that does not cross.
  function anyOrder(search, next) {
    var keys = [], stem = "", index = search.root.titles, list = R.keystrokes.words(search.text), i, key;
    if (search.found.length || list.length < 2) return next();
    for (i = 0; i < list.length; i++) {
      key = R.keystrokes.folded(R.keystrokes.keys(list[i].letters));
      keys.push(key);
      if (key.length > stem.length && !index.crosses(key)) stem = key;
    }
    if (!stem || !search.mayRead(index.place(stem, false))) return next();
    index.matching(stem, function (title) {
      var all = R.keystrokes.folded(R.keystrokes.typed(title, 0));
      for (i = 0; i < keys.length; i++) if (all.indexOf(keys[i]) < 0) return false;
      return true;
    }, function (candidates) {
      search.add(candidates, search.text, search.typed);
      next();
    });
  }

  // Syllables that go on as initials: 대한ㅁㄱ.
  function mixed(search, next) {
    var parts = /^(.*[\uac00-\ud7a3])([\u3131-\u314e]{2,})$/.exec(search.text.replace(/ /g, ""));
    if (search.found.length || !parts) return next();
    var stem = R.keystrokes.folded(R.keystrokes.typed(parts[1], 0)), rest = R.keystrokes.typedInitials(parts[2]);
    var wanted = R.keystrokes.typedInitials(parts[1]) + rest, index = search.root.titles;
    if (index.crosses(stem)) {
      // Too many titles begin so; the first initial is also the next key.
      stem += rest.charAt(0);
      if (index.crosses(stem)) return next();
    }
    if (!search.mayRead(index.place(stem, false))) return next();
    index.matching(stem, function (title) {
      return R.keystrokes.typedInitials(title).substring(0, wanted.length) == wanted;
    }, function (candidates) {
      search.add(candidates, search.text, search.typed);
      next();
    });
  }

  // Keys that sound alike, by their places in the tables: ㅐㅔ ㅖㅔ ㅒㅐ, and plain, tense and aspirated consonants.
  function alike(key) {
    var t = R.tables, vowels = t.vowels, consonants = t.consonants;
    var pairs = [[vowels, 1, 3], [vowels, 10, 3], [vowels, 8, 1], [consonants, 0, 1], [consonants, 3, 4], [consonants, 7, 8],
      [consonants, 9, 10], [consonants, 12, 13], [consonants, 0, 15], [consonants, 3, 16], [consonants, 7, 17]];
    for (var i = 0; i < pairs.length; i++) {
      var one = pairs[i][0].charAt(pairs[i][1]), other = pairs[i][0].charAt(pairs[i][2]);
      if (key == one) return other;
      if (key == other) return one;
    }
    return "";
  }

  // The query itself, and with one of its first keys changed to what sounds like it.
  function slips(typed) {
    var found = [typed], i, other;
    for (i = 0; i < 4 && i < typed.length; i++) {
      other = alike(typed.charAt(i));
      if (other) found.push(typed.substring(0, i) + other + typed.substring(i + 1));
    }
    return found;
  }

  // Slips of the finger, among the titles that begin alike.
  function nearly(search, next) {
    var index = search.root.titles, list = search.found.length || search.typed.length < 5 ? [] : slips(search.typed);
    (function step(n) {
      if (n == list.length || search.found.length) return next();
      var fold = R.keystrokes.folded(list[n]), length = 2;
      while (length < fold.length && index.crosses(fold.substring(0, length))) length++;
      var stem = fold.substring(0, length);
      if (!search.mayRead(index.place(stem, false))) return step(n + 1);
      index.near(stem, list[n], function (candidates) {
        search.add(candidates, search.text, list[n], function (entry) { return 1000 - 300 * entry.distance; });
        step(n + 1);
      });
    })(0);
  }

  // The keyboard was left in Hangul: ㅜㅁㄴㅁ.
  function toLatin(search, next) {
    if (search.found.length) return next();
    var text = R.keystrokes.toLatin(search.typed);
    if (text == search.typed) return next();
    look(search, search.root.titles, text, text, null, next);
  }

  var READINGS = [asTyped, fromLatin, otherWords, withoutParticle, mixed, anyOrder, nearly, toLatin];

  // Gives callback(results), each {title, locator, via, exact}; via is the other name by which an article was found.
  function search(query, limit, callback) {
    R.search_root.load(function (root) {
      var one = root && new Search(root, query, limit);
      if (!root || !one.text) return callback([]);
      (function step(n) {
        if (n == READINGS.length) return callback(one.results());
        READINGS[n](one, function () { step(n + 1); });
      })(0);
    });
  }

  return { search: search };
})();
