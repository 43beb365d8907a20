// Tables of Korean spelling: the rows that packager/korean/tables.py reads too.
R.tables = (function () {
  var FIRST_KEY = 14;
  var t = {
    consonants: "", vowels: "", silencing: "", initials: [], medials: [], finals: [], single: [], keyboard: {},
    latin: {}, letters: {}, hanja: {}, particles: [], questions: {}, rows: {}
  };

  function read(text) {
    var rows = text.split("\n"), lists = {}, codes = {}, i, j, row;
    for (i = 0; i < rows.length; i++) {
      row = rows[i].split("\t");
      if (row[0] == "letter") spread(t.letters, row[2], row[1]);
      else if (row[0] == "hanja") spread(t.hanja, row[2], row[1]);
      else if (row[1]) {
        lists[row[0]] = lists[row[0]] || row;
        (t.rows["=" + row[0]] = t.rows["=" + row[0]] || []).push(row);
      }
    }
    ranges(lists.separator[1], " ");
    ranges(lists.mark[1], "");
    for (i = 65; i < 91; i++) t.letters[String.fromCharCode(i)] = String.fromCharCode(i + 32);
    var jamo = lists.consonants[1] + lists.vowels[1];
    for (i = 0; i < jamo.length; i++) codes[jamo.charAt(i)] = String.fromCharCode(FIRST_KEY + i);

    function keys(text) {
      var out = "";
      for (j = 0; j < text.length; j++) out += codes[text.charAt(j)] || "";
      return out;
    }
    function all(name) {
      var words = lists[name][1].split(" "), out = [];
      for (i = 0; i < words.length; i++) out.push(keys(words[i]));
      return out;
    }

    t.consonants = keys(lists.consonants[1]);
    t.vowels = keys(lists.vowels[1]);
    t.silencing = keys(lists.silencing[1]);
    t.initials = all("initials");
    t.medials = all("medials");
    t.finals = all("finals");
    t.single = all("single");
    for (i = 0; i < lists.keyboard[1].length; i++) {
      t.keyboard[lists.keyboard[2].charAt(i)] = codes[lists.keyboard[1].charAt(i)];
      t.latin[codes[lists.keyboard[1].charAt(i)]] = lists.keyboard[2].charAt(i).toLowerCase();
    }
    t.particles = lists.particle[1].split(" ");
    var words = lists.question[1].split(" ");
    for (i = 0; i < words.length; i++) t.questions[words[i]] = true;
  }

  function spread(map, characters, value) {
    for (var i = 0; i < characters.length; i++) map[characters.charAt(i)] = value;
  }

  function ranges(text, value) {
    var spans = text.split(" "), i, ends, code, last, c;
    for (i = 0; i < spans.length; i++) {
      ends = spans[i].split("-");
      last = parseInt(ends[1] || ends[0], 16);
      for (code = parseInt(ends[0], 16); code <= last; code++) {
        c = String.fromCharCode(code);
        if (t.letters[c] === undefined) t.letters[c] = value;
      }
    }
  }

  // The rows of a kind, each with the kind first; and the words of the only row of a kind.
  function rowsOf(kind) { return t.rows["=" + kind] || []; }

  function wordsOf(kind) { return rowsOf(kind)[0][1].split(" "); }

  t.rowsOf = rowsOf;
  t.wordsOf = wordsOf;
  t.read = read;
  return t;
})();
