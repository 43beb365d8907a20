// Finding words in the page that is open.
R.find = (function () {
  var MOST = 1000, hits = [], current = -1, searched = "";

  function open() {
    R.dom.setClass(R.dom.id("r-find"), "r-open", true);
    var box = R.dom.id("r-find-box");
    box.focus();
    box.select();
  }

  function close() {
    clear();
    var box = R.dom.id("r-find-box");
    box.value = "";
    R.dom.setClass(R.dom.id("r-find"), "r-open", false);
    say("");
  }

  function escape() {
    var had = R.dom.hasClass(R.dom.id("r-find"), "r-open");
    if (had) close();
    return had;
  }

  function say(text) {
    var line = R.dom.id("r-find-count");
    R.dom.clear(line);
    line.appendChild(document.createTextNode(text));
  }

  // Takes the marks away again.
  function clear() {
    R.page_text.clear(hits);
    hits = [];
    current = -1;
    searched = "";
  }

  // Spaces do not count, and words may run across links and other marks.
  function search(words) {
    clear();
    searched = words;
    var wanted = R.page_text.squeeze(words);
    if (!wanted) return say("");
    var all = R.page_text.collect(R.dom.id("r-page")), ranges = [], at = -1;
    while (ranges.length < MOST && (at = all.letters.indexOf(wanted, at < 0 ? 0 : at + wanted.length)) >= 0) {
      ranges.push([at, at + wanted.length]);
    }
    hits = R.page_text.mark(all, ranges, "r-found");
    if (hits.length) step(1);
    else say("없음");
  }

  function shine(n, wanted) {
    for (var i = 0; hits[n] && i < hits[n].length; i++) R.dom.setClass(hits[n][i], "r-current", wanted);
  }

  function step(by) {
    if (!hits.length) return;
    shine(current, false);
    current = (current + by + hits.length) % hits.length;
    shine(current, true);
    R.page_text.show(hits[current][0]);
    say(current + 1 + " / " + hits.length + (hits.length == MOST ? "+" : ""));
  }

  function start() {
    var box = R.dom.id("r-find-box");
    R.dom.on(box, "keydown", function (event) {
      if (event.keyCode == 27) {
        close();
      } else if (event.keyCode == 13) {
        if (box.value != searched) search(box.value);
        else step(event.shiftKey ? -1 : 1);
        event.preventDefault();
      }
    });
    R.dom.on(box, "keyup", function () {
      if (box.value != searched && box.value.length != 1) search(box.value);
    });
    R.dom.on(R.dom.id("r-find-next"), "click", function () { step(1); });
    R.dom.on(R.dom.id("r-find-before"), "click", function () { step(-1); });
    R.dom.on(R.dom.id("r-find-close"), "click", close);
    R.dom.on(R.dom.id("r-find-open"), "click", open);
  }

  function forget() {
    hits = [];
    current = -1;
    searched = "";
    R.dom.id("r-find-box").value = "";
  }

  R.part({ start: start, leave: close, escape: escape, forget: forget });
  return {};
})();
