// Start: the first data file, then the main page. The file holds named blocks (docs/formats.md).
R.boot = (function () {
  var bytes = null, blocks = {};

  // Takes the decoded boot file.
  function open(data) {
    var cursor = { at: 0 }, count = R.shards.varint(data, cursor), list = [], i, length;
    for (i = 0; i < count; i++) {
      length = R.shards.varint(data, cursor);
      list.push({ name: R.utf8.decode(data, cursor.at, cursor.at + length), size: 0 });
      cursor.at += length;
      list[i].size = R.shards.varint(data, cursor);
    }
    for (i = 0; i < count; i++) {
      blocks[list[i].name] = { start: cursor.at, end: cursor.at + list[i].size };
      cursor.at += list[i].size;
    }
    bytes = data;
    tables(block("tables"));
  }

  // The bytes of a named block; null if there is none.
  function block(name) {
    var where = blocks[name];
    return where ? R.bytes.slice(bytes, where.start, where.end) : null;
  }

  // Kind, NUL, number of shards, items that begin in each.
  function tables(data) {
    var cursor = { at: 0 }, kind, count, total, i;
    while (cursor.at < data.length) {
      kind = "";
      while (data[cursor.at]) kind += String.fromCharCode(data[cursor.at++]);
      cursor.at++;
      count = R.shards.varint(data, cursor);
      total = 0;
      var firsts = R.bytes.numbers(count + 1);
      for (i = 0; i < count; i++) {
        firsts[i] = total;
        total += R.shards.varint(data, cursor);
      }
      firsts[count] = total;
      R.shards.tables[kind] = firsts;
    }
  }

  function facts(text) {
    var lines = text.split("\n"), found = {};
    for (var i = 0; i < lines.length; i++) {
      var tab = lines[i].indexOf("\t"), name = lines[i].substring(0, tab), value = lines[i].substring(tab + 1);
      if (name) found[name] = /^\d+$/.test(value) ? +value : value;
    }
    return found;
  }

  function start() {
    R.shards.load("B", 0, function (error, data) {
      if (error) return failed();
      open(data);
      R.site = facts(R.utf8.decode(block("site")));
      R.parts.start();
      R.dom.setClass(document.body, "r-ready", true);
      R.history.visit({ view: "main" });
      // What every search needs, so that the first letter typed finds it in memory.
      setTimeout(function () { R.search_root.load(function () {}); }, 200);
    });
  }

  function failed() {
    document.documentElement.className = "";
    R.dom.setClass(document.body, "r-failed", true);
  }

  function forget() {
    bytes = null;
    blocks = {};
    R.site = null;
  }

  R.part({ forget: forget });
  return { start: start, open: open, block: block };
})();
R.boot.start();
