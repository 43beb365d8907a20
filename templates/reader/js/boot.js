// Start: the first data file, then the main page. The file holds named blocks (docs/formats.md).
R.boot = (function () {
  // After so long without an answer the page without script is shown; the reader still comes if its data do.
  var PATIENCE = 20000;
  // A window that nobody sees has no frames.
  var UNSEEN = 300;
  var bytes = null, blocks = {}, line = null, patience = null;

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

  // Calls act once the bar and the line that says that it opens have been painted; where no frames are told, soon.
  function painted(act) {
    var frames = typeof requestAnimationFrame != "undefined", done = false;
    function once() {
      if (done) return;
      done = true;
      act();
    }
    if (frames) requestAnimationFrame(function () { setTimeout(once, 0); });
    setTimeout(once, frames ? UNSEEN : 0);
  }

  function start() {
    patience = setTimeout(failed, PATIENCE);
    painted(read);
  }

  function read() {
    R.shards.load("B", 0, function (error, data) {
      clearTimeout(patience);
      if (error) return failed();
      sound();
      open(data);
      R.site = facts(R.utf8.decode(block("site")));
      R.parts.start();
      R.dom.setClass(document.body, "r-ready", true);
      R.history.visit({ view: "main" });
      // What every search needs, so that the first letter typed finds it in memory.
      setTimeout(function () { R.search_root.load(function () {}); }, 200);
    });
  }

  // The page without script, with what happened above it.
  function failed() {
    var plain = R.dom.id("r-plain");
    sound();
    document.documentElement.className = "";
    line = R.dom.make("div", "r-lost");
    line.setAttribute("role", "alert");
    line.appendChild(R.dom.make("p", "", "자료를 읽지 못했습니다. 이 파일과 data가 함께 있는지, 저장 장치가 빠지지 않았는지 살펴보십시오."));
    line.appendChild(R.dom.button("r-again", "다시 읽기", function () {
      sound();
      document.documentElement.className = "r-wait";
      start();
    }));
    plain.insertBefore(line, plain.firstChild);
  }

  function sound() {
    if (line && line.parentNode) line.parentNode.removeChild(line);
    line = null;
  }

  function forget() {
    bytes = null;
    blocks = {};
    clearTimeout(patience);
    line = patience = null;
    R.site = null;
  }

  R.part({ forget: forget });
  return { start: start, open: open, block: block };
})();
R.boot.start();
