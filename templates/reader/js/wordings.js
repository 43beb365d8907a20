// How texts may word what was asked: other spellings, words of the same sense, a number apart from its unit; and whether the
// beginning of an article has the words one after the other.
R.wordings = (function () {
  var ready = null, FIRST = 44032, WHOLE = 3;

  // "=word" to the word of the same sense that texts have most (asking.tsv, rows "same"), folded like runs.
  function known() {
    var rows = R.tables.rowsOf("same"), words, i, j;
    if (ready) return ready;
    ready = {};
    for (i = 0; i < rows.length; i++) {
      words = rows[i][2].split(" ");
      for (j = 0; j < words.length; j++) ready["=" + R.tokens.plain(words[j])] = R.tokens.plain(rows[i][1]);
    }
    return ready;
  }

  // 뜨거운 to 뜨겁다, 가까운 to 가깝다; "" if it is no such form.
  function stem(run) {
    var end = run.length - 1, code = run.charCodeAt(end - 1) - FIRST;
    if (end < 2 || run.charAt(end) != "\uc6b4" || code < 0 || code >= 11172 || code % 28) return "";
    return run.substring(0, end - 1) + String.fromCharCode(FIRST + code + 17) + "\ub2e4";
  }

  // What else a run of a question may be called; "" if nothing.
  function other(run, aliases) {
    var parts = /^([0-9]+)([a-z]+)$/.exec(run);
    return aliases.word(run) || known()["=" + run] || stem(run) || (parts ? parts[1] + " " + parts[2] : "");
  }

  function bare(run) {
    var stems = R.particles.stems(run);
    return stems.length ? stems[0] : run;
  }

  // Whether a run of a text is a word of the question with or without an ending.
  function is(run, word) {
    return run.indexOf(word) === 0 && (word.length > 1 || run.length <= WHOLE);
  }

  // Of the words of a question that stand side by side, how many do so in a text: 0 to 1.
  function together(query, text) {
    var asked = R.tokens.runs(query), runs = R.tokens.runs(text), same = known(), found = 0, i, j, a, b;
    for (i = 0; i < asked.length; i++) asked[i] = bare(same["=" + asked[i]] || asked[i]);
    for (i = 0; i + 1 < asked.length; i++) {
      a = asked[i];
      b = asked[i + 1];
      for (j = 0; j + 1 < runs.length; j++) {
        if (is(same["=" + runs[j]] || runs[j], a) && is(runs[j + 1], b)) {
          found++;
          break;
        }
      }
    }
    return asked.length > 1 ? found / (asked.length - 1) : 0;
  }

  R.part({ forget: function () { ready = null; } });
  return { other: other, together: together };
})();
