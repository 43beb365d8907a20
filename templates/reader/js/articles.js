// Articles: items of kind A, four lines of facts and the HTML fragment (docs/formats.md).
R.articles = (function () {
  function triples(fields) {
    var found = [];
    for (var i = 0; i + 2 < fields.length; i += 3) {
      found.push({ level: +fields[i], anchor: fields[i + 1], text: fields[i + 2] });
    }
    return found;
  }

  function pairs(fields) {
    var found = [];
    for (var i = 0; i + 1 < fields.length; i += 2) found.push({ number: +fields[i], label: fields[i + 1] });
    return found;
  }

  function parse(number, text) {
    var lines = [], from = 0, to;
    for (var i = 0; i < 4; i++) {
      to = text.indexOf("\n", from);
      lines.push(text.substring(from, to));
      from = to + 1;
    }
    var facts = lines[1].split("\t");
    return {
      number: number, title: lines[0], kind: facts[0], revision: facts[1], date: facts[2],
      heading: facts[3] || "", // HTML of a title with markup
      categories: pairs(lines[2].split("\t")), headings: triples(lines[3].split("\t")), html: text.substring(from)
    };
  }

  // Gives callback(error, article).
  function load(number, callback) {
    R.shards.item("A", number, function (error, bytes, start, end) {
      if (error) callback(error, null);
      else callback(null, parse(number, R.utf8.decode(bytes, start, end)));
    });
  }

  return { load: load };
})();
