// One list for a search, the best first: titles and texts together. {title, via, locator, how, extract, marks}.
R.answers = (function () {
  var TITLES = 12, TEXTS = 30, PAGE = 10;
  // How much of a question a text must have to answer it; and to come before a title that is only like what was typed.
  var ANSWERS = 0.2, SURELY = 0.72;
  // Below half of it other spellings are tried, which have to be so much better.
  var HALF = 0.45, BETTER = 0.2;
  // How much more a text counts whose title stands in the question.
  var NAMED = 1.15;
  // How much more, if its first words have those of the question side by side: 가장 높은 산.
  var TOGETHER = 0.5;

  // Puts titles and texts in one order.
  function merge(titles, texts) {
    var list = [], seen = {}, share = texts.length ? texts[0].share : 0, sure, i;

    function put(result) {
      var number = parseInt(result.locator, 10);
      if (seen[number]) return;
      seen[number] = true;
      list.push(result);
    }
    function some(hows, most) {
      for (var n = 0, j = 0; j < titles.length && n < most; j++) {
        if (hows.indexOf(" " + titles[j].how + " ") < 0) continue;
        put(titles[j]);
        n++;
      }
    }
    function all() {
      for (var j = 0; j < texts.length; j++) put(texts[j]);
    }

    sure = titles.length && / (?:exact|about|begins|words) /.test(" " + titles[0].how + " ");
    if (sure) {
      some(" exact ", 3);
      some(" about ", 2);
      some(" begins words ", titles[0].how == "begins" ? 6 : 3);
      all();
    } else if (titles.length && titles[0].how == "near" && share < SURELY) {
      some(" near ", 4);
      all();
    } else {
      // A title inside the question speaks for its article.
      for (i = 0; i < texts.length; i++) {
        texts[i].named = named(titles, texts[i].locator);
        texts[i].order = texts[i].score * (texts[i].named ? NAMED : 1);
      }
      texts.sort(function (a, b) { return b.order - a.order || a.locator - b.locator; });
      if (share >= ANSWERS || !titles.length || titles[0].how == "part") all();
    }
    some(" exact about begins words near part ", TITLES);
    if (list.length && (sure || share >= ANSWERS || titles.length && titles[0].how != "offer" && titles[0].how != "piece")) return { list: list, denied: false, sure: sure };
    some(" offer piece ", TITLES);
    all();
    return { list: list, denied: true, sure: false };
  }

  function named(titles, locator) {
    for (var i = 0; i < titles.length; i++) {
      if (titles[i].how == "part" && parseInt(titles[i].locator, 10) == locator) return true;
    }
    return false;
  }

  // The articles whose texts answer best, without their titles.
  function rank(root, query, callback) {
    R.text_rank.rank(root, query, TEXTS, function (ranked, idf, wordOf, words) {
      var found = [], marks = R.snippet.worth(words, idf), i;
      for (i = 0; i < ranked.length; i++) {
        found.push({ title: "", via: "", locator: ranked[i].item, how: "text", score: ranked[i].score, share: ranked[i].share });
      }
      callback(found, { idf: marks, wordOf: wordOf });
    });
  }

  // Texts among the first to results whose first words have the words of the question side by side come before others.
  function nearer(list, to, query) {
    var places = [], texts = [], i;
    for (i = 0; i < to; i++) {
      if (list[i].how != "text") continue;
      places.push(i);
      texts.push(list[i]);
      list[i].order = list[i].score * (1 + TOGETHER * R.wordings.together(query, list[i].lead || ""));
      if (list[i].named) list[i].order *= NAMED;
    }
    texts.sort(function (a, b) { return b.order - a.order || a.locator - b.locator; });
    for (i = 0; i < places.length; i++) list[places[i]] = texts[i];
  }

  // Reads the first words of results [from, to); then calls callback.
  function describe(list, from, to, marks, callback) {
    (function step(n) {
      if (n >= to || n >= list.length) return callback();
      R.leads.load(parseInt(list[n].locator, 10), function (lead) {
        var found;
        if (lead) {
          found = R.snippet.make(lead.text, marks.idf, marks.wordOf);
          if (!list[n].title) list[n].title = lead.title;
          list[n].extract = found.extract;
          list[n].marks = found.marks;
          list[n].lead = lead.text;
        }
        // Not from inside the callback of a shard that was in memory: a long list would nest deeply.
        if (n % 5 == 4) setTimeout(function () { step(n + 1); }, 0);
        else step(n + 1);
      });
    })(from);
  }

  // Gives callback({list, denied, more}): denied if nothing has this name and no text answers; the list then holds what is
  // nearest. The first limit results have their first words; more(n, callback) reads those of n further ones.
  function search(query, limit, callback) {
    R.titles.search(query, TITLES, function (titles) {
      R.search_root.load(function (root) {
        if (!root) return callback({ list: [], denied: false, more: null });
        rank(root, query, function (texts, marks) {
          var merged = merge(titles, texts), share = texts.length ? texts[0].share : 0;
          var others = merged.sure || share > HALF ? [] : R.readings.written(query), read = others.length;
          if (!merged.sure && share <= HALF) others = others.concat(R.readings.softer(query));
          // Spelt another way, as the texts may have it.
          (function step(n) {
            if (n == others.length || n > 2) return finish(merged, marks);
            rank(root, others[n], function (more, otherMarks) {
              // Letters read aloud are found by chance, as any syllables are.
              if (!more.length || more[0].share < (n < read ? Math.max(HALF, share + BETTER) : share + BETTER)) step(n + 1);
              else finish(merge(titles, more), otherMarks);
            });
          })(0);
        });
      });
    });

    function finish(merged, marks) {
      var shown = Math.min(limit, merged.list.length);
      describe(merged.list, 0, shown, marks, function () {
        nearer(merged.list, shown, query);
        callback({
          list: merged.list, denied: merged.denied, shown: shown, marks: marks,
          more: function (count, then) {
            var from = shown;
            shown = Math.min(merged.list.length, from + count);
            describe(merged.list, from, shown, marks, function () { then(from, shown); });
          }
        });
      });
    }
  }

  // Gives callback(results): what the texts alone say.
  function texts(query, limit, callback) {
    R.search_root.load(function (root) {
      if (!root) return callback([]);
      rank(root, query, function (found, marks) {
        describe(found, 0, limit, marks, function () {
          nearer(found, Math.min(limit, found.length), query);
          callback(found.slice(0, limit));
        });
      });
    });
  }

  return { search: search, texts: texts, PAGE: PAGE };
})();
