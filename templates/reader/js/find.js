// Finding words in the page that is open.
R.find = (function () {
  var MOST = 1000, hits = [], current = -1, searched = "";

  function open() {
    R.dom.setClass(R.dom.id("r-find"), "open", true);
    var box = R.dom.id("r-find-box");
    box.focus();
    box.select();
  }

  function close() {
    clear();
    var box = R.dom.id("r-find-box");
    box.value = "";
    R.dom.setClass(R.dom.id("r-find"), "open", false);
    say("");
  }

  function escape() {
    var had = R.dom.hasClass(R.dom.id("r-find"), "open");
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
    for (var i = 0; i < hits.length; i++) {
      var mark = hits[i], parent = mark.parentNode;
      if (!parent) continue;
      parent.replaceChild(mark.firstChild, mark);
      if (parent.normalize) parent.normalize();
    }
    hits = [];
    current = -1;
    searched = "";
  }

  function search(words) {
    clear();
    searched = words;
    if (!words) return say("");
    var texts = [];
    collect(R.dom.id("r-page"), texts);
    for (var i = 0; i < texts.length && hits.length < MOST; i++) mark(texts[i], words.toLowerCase());
    if (hits.length) step(1);
    else say("없음");
  }

  function collect(node, texts) {
    for (node = node.firstChild; node; node = node.nextSibling) {
      if (node.nodeType == 3) texts.push(node);
      else if (node.nodeType == 1 && !/^(BUTTON|SCRIPT|STYLE|svg|math)$/i.test(node.tagName)) collect(node, texts);
    }
  }

  function mark(node, words) {
    var at;
    while (hits.length < MOST && (at = node.nodeValue.toLowerCase().indexOf(words)) >= 0) {
      var hit = node.splitText(at), span = R.dom.make("span", "found");
      node = hit.splitText(words.length);
      hit.parentNode.replaceChild(span, hit);
      span.appendChild(hit);
      hits.push(span);
    }
  }

  function step(by) {
    if (!hits.length) return;
    if (hits[current]) R.dom.setClass(hits[current], "current", false);
    current = (current + by + hits.length) % hits.length;
    R.collapse.reveal(hits[current]);
    R.dom.setClass(hits[current], "current", true);
    hits[current].scrollIntoView();
    window.scrollBy(0, -Math.round(document.documentElement.clientHeight / 3));
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
