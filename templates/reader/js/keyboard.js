// Keys that work everywhere: / goes to the search box, Escape closes what is open, Escape twice empties the page.
R.keyboard = (function () {
  var TWICE = 700, last = 0;

  function typing(element) {
    return !!element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName || "");
  }

  function keydown(event) {
    if (R.blank.done()) return;
    if (event.keyCode == 27) {
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
    }
  }

  function start() { R.dom.on(document, "keydown", keydown); }

  R.part({ start: start, forget: function () { last = 0; } });
  return {};
})();
