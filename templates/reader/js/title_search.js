// Titles for what is typed. The plain reading comes first; other readings of the same keys are tried in the order of
// READINGS while nothing of exactly this name is found. Plain readings read two shards at most; looking for names inside a
// question and for slips of the finger reads a few more.
R.titles = (function () {
  var FILES = 2;
  var END = "\uffff";
  // What a title counts that has all words, in another order.
  var WORDS = 8500;
  // The same, if one of the words is a single letter.
  var FEW = 5000;
  // One whose initials are all that was typed.
  var INITIALS = 11000;
  // One that begins with what is left without an ending.
  var GUESS = 4000;
  // Slips of the finger cost less than this if nothing else can be meant.
  var CLOSE = 0.87;

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
    this.begins = false;
  }

  // Whether a plain reading may read a file; others count their own and ask beyond.
  Search.prototype.mayRead = function (file, beyond) {
    if (this.files[file]) return true;
    if (!beyond) {
      if (this.count == FILES) return false;
      this.count++;
    }
    this.files[file] = true;
    return true;
  };

  // Adds candidates that answer text; better(entry, rank) gives the rank to use, negative to leave it out.
  Search.prototype.add = function (candidates, text, typed, better) {
    for (var i = 0; i < candidates.length; i++) {
      var entry = candidates[i];
      entry.rank = R.title_match.rank(entry, text, typed);
      if (better) entry.rank = better(entry, entry.rank);
      if (entry.rank < 0) continue;
      if (entry.rank >= R.title_match.BARE) this.exact = true;
      if (entry.rank >= R.title_match.BEGINS) this.begins = true;
      this.found.push(entry);
    }
  };

  // What is looked for becomes another text.
  Search.prototype.become = function (text) {
    this.text = text;
    this.typed = R.keystrokes.typed(text, 0);
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
    var plain = index == search.root.initials, fold = index.fold(typed);
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
    if (onlyConsonants(search.typed)) return letters(search, next);
    look(search, search.root.titles, search.text, search.typed, null, function () {
      var named = false, i;
      for (i = 0; i < search.found.length; i++) {
        if (search.found[i].start || search.found[i].typed != search.typed) continue;
        if (R.title_match.same(search.found[i].title, search.text)) return next();
        named = true;
      }
      // Titles that differ in signs only (C++, C#) have the same keys; the one that was typed may not be the weightiest.
      if (named) precisely(search, next);
      else next();
    });
  }

  // Titles of exactly these keys.
  function precisely(search, next) {
    var index = search.root.titles;
    search.mayRead(index.place(index.fold(search.typed), false), true);
    index.exact(search.typed, function (candidates) {
      search.add(candidates, search.text, search.typed);
      next();
    });
  }

  // Articles about the letters themselves come before those that have them as initials.
  function letters(search, next) {
    precisely(search, function () {
      look(search, search.root.initials, search.text, search.typed, function (entry, rank) {
        // Initials are no name: nothing is exactly this.
        return rank >= R.title_match.BARE ? INITIALS : rank;
      }, next);
    });
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
        if (rank >= R.title_match.BARE) return rank - n;
        // Longer names that begin so are a guess: the ending may have been a part of the name.
        entry.how = "part";
        return search.found.length ? -1 : Math.min(rank, GUESS);
      }, function () { step(n + 1); });
    })(0);
  }

  // All words of the query in any order: 아인슈타인 알베르트. Looked up under the longest word that does not cross.
  function anyOrder(search, next) {
    var keys = [], stem = "", index = search.root.titles, list = R.keystrokes.words(search.text), rank = WORDS, i, key;
    if (search.found.length || list.length < 2) return next();
    for (i = 0; i < list.length; i++) {
      key = R.keystrokes.folded(R.keystrokes.keys(list[i].letters));
      keys.push(key);
      if (list[i].letters.length < 2) rank = FEW;
      if (key.length > stem.length && !index.crosses(key)) stem = key;
    }
    if (!stem || !search.mayRead(index.place(stem, false))) return next();
    index.matching(stem, function (title) {
      var all = R.keystrokes.folded(R.keystrokes.typed(title, 0));
      for (i = 0; i < keys.length; i++) if (all.indexOf(keys[i]) < 0) return false;
      return true;
    }, function (candidates) {
      search.add(candidates, search.text, search.typed, function (entry, other) { return Math.max(other, rank); });
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

  // A question: what it asks about is looked for instead, if there is something of the name.
  function asked(search, next) {
    var text = search.text, name = search.exact || search.begins ? text : R.questions.name(text);
    if (name == text || !name) return next();
    search.become(name);
    run(search, [asTyped, otherWords, withoutParticle, written, spelled], 0, function () {
      if (search.exact || search.begins) return next();
      search.become(text);
      next();
    });
  }

  // Latin letters and numbers as they are read aloud: 에이치티엠엘, 삼일운동.
  function written(search, next) {
    var list = search.exact ? [] : R.readings.written(search.text);
    each(search, list, function (entry, rank) { return rank >= R.title_match.BARE ? rank - 500 : search.begins ? -1 : rank; }, next);
  }

  // The other way: 2차방정식.
  function spelled(search, next) {
    var text = search.exact || search.begins ? "" : R.readings.spoken(search.text);
    each(search, text ? [text] : [], null, next);
  }

  function each(search, list, better, next) {
    (function step(n) {
      if (n == list.length || search.exact) return next();
      var typed = R.keystrokes.typed(list[n], 0);
      search.count = 0;
      look(search, search.root.titles, list[n], typed, better, function () { step(n + 1); });
    })(0);
  }

  // Names inside a longer text: those that explain all of it, then others.
  function inside(search, next) {
    if (search.exact || search.begins) return next();
    spot(search, false, next);
  }

  function pieces(search, next) {
    if (search.exact || search.begins || about(search) || close(search)) return next();
    spot(search, true, next);
  }

  function spot(search, thorough, next) {
    var others = [search.text, R.readings.spoken(search.text)].concat(R.readings.written(search.text));
    (function step(n) {
      if (n == others.length || n > 2) return next();
      if (!others[n]) return step(n + 1);
      R.title_spot.add(search, others[n], thorough, function (found) {
        if (found) next();
        else step(n + 1);
      });
    })(0);
  }

  // Slips of the finger.
  function nearly(search, next) {
    if (search.exact || search.begins || about(search)) return next();
    R.title_near.add(search, search.text, next);
  }

  function about(search) {
    for (var i = 0; i < search.found.length; i++) if (search.found[i].how == "about") return true;
    return false;
  }

  // Whether a title is so near that nothing else can be meant.
  function close(search) {
    for (var i = 0; i < search.found.length; i++) if (search.found[i].how == "near" && search.found[i].cost < CLOSE) return true;
    return false;
  }

  // A name in another script, by its consonants: 모터헤드 and Motörhead, quo vadis and 쿠오 바디스.
  function sounding(search, next) {
    var list = search.exact || search.begins || about(search) || close(search) ? [] : R.consonants.skeletons(search.text), index = search.root.sounds;
    var latin = /[a-z]/i.test(search.text), length = R.consonants.bare(search.text).replace(/\s/g, "").length;
    (function step(n) {
      if (n == list.length || list[n].length < 2) return next();
      search.mayRead(index.place(list[n], false), true);
      index.matching(list[n], function () { return true; }, function (candidates) {
        for (var i = 0; i < candidates.length; i++) {
          var entry = candidates[i], whole = entry.typed == list[n], other = latin != /[a-z]/i.test(entry.title);
          // Names in the same script are compared letter by letter; short ones have to be as long.
          if (!other || !whole && list[n].length < 3) continue;
          if (list[n].length < 3 && Math.abs(entry.title.length - length) > 3) continue;
          entry.rank = (whole ? 5600 : 3600) - 100 * n - 10 * Math.abs(entry.title.length - length);
          entry.how = "near";
          search.found.push(entry);
        }
        step(n + 1);
      });
    })(0);
  }

  // Nothing has this name: what stands nearest to it.
  function offers(search, next) {
    var index = search.root.titles, fold = index.fold(search.typed);
    if (search.found.length) return next();
    search.mayRead(index.place(fold, false), true);
    index.neighbours(fold, 4, function (candidates) {
      for (var i = 0; i < candidates.length; i++) {
        var entry = candidates[i], same = 0;
        while (same < fold.length && entry.typed.charAt(same) == fold.charAt(same)) same++;
        entry.rank = 300 * same;
        entry.how = "offer";
        search.found.push(entry);
      }
      next();
    });
  }

  // The keyboard was left in Hangul: ㅜㅁㄴㅁ.
  function toLatin(search, next) {
    if (search.found.length) return next();
    var text = R.keystrokes.toLatin(search.typed);
    if (text == search.typed) return next();
    look(search, search.root.titles, text, text, null, next);
  }

  var READINGS = [
    asTyped, fromLatin, otherWords, withoutParticle, asked, written, spelled, mixed, anyOrder, toLatin, inside, nearly, pieces,
    sounding, offers
  ];

  function run(search, readings, n, done) {
    if (n == readings.length) return done();
    readings[n](search, function () { run(search, readings, n + 1, done); });
  }

  // Gives callback(results), each {title, locator, via, exact, how}; via is the other name by which an article was found; how
  // says whether it is what was asked for (exact, begins, words, about), is part of it, is near it, or only an offer.
  function search(query, limit, callback) {
    R.search_root.load(function (root) {
      var one = root && new Search(root, query, limit);
      if (!root || !one.text) return callback([]);
      run(one, READINGS, 0, function () { callback(one.results()); });
    });
  }

  return { search: search };
})();
