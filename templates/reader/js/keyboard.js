// Keys that work everywhere: / goes to the search box, Escape closes what is open, Escape twice empties the page. On the
// first page letters go into the search box.
R.keyboard = (function () {
  var TWICE = 700, last = 0;

  function typing(element) {
    return !!element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName || "");
  }

  function keydown(event) {
    if (R.blank.done()) return;
    if (event.keyCode == 27) {
      // In the search box the key only clears what was typed; it empties the page from everywhere else.
      if (event.target && event.target.id == "r-q" && R.search_box.clear()) {
        last = 0;
        return;
      }
      var now = new Date().getTime();
      if (now - last < TWICE) return R.blank.empty();
      last = now;
      R.parts.escape();
      return;
    }
    last = 0;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key == "/" || event.keyCode == 191 && !event.shiftKey) {
      event.preventDefault();
      R.search_box.focus();
      return;
    }
    // The first page has nothing to type into but the box: the key that is going down lands there.
    if (letter(event) && (R.history.current() || {}).view == "main" && !R.dom.up(event.target, document.body, pressed)) {
      R.search_box.focus();
    }
  }

  // A key that writes: 229 is one of an input method.
  function letter(event) {
    var code = event.keyCode;
    return code == 229 || code > 47 && code < 58 || code > 64 && code < 91;
  }

  // What a key would press.
  function pressed(node) { return node.tagName == "BUTTON"; }

  function start() { R.dom.on(document, "keydown", keydown); }

  R.part({ start: start, forget: function () { last = 0; } });
  return {};
})();
