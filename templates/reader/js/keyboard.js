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
      closeOne();
      return;
    }
    last = 0;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key == "/" || event.keyCode == 191 && !event.shiftKey) {
      event.preventDefault();
      R.search_box.focus();
    }
  }

  function closeOne() {
    if (R.find.isOpen()) R.find.close();
    else if (R.footnotes.isOpen()) R.footnotes.close();
    else if (R.search_box.isOpen()) R.search_box.hide();
    R.appearance.menu(false);
    R.toc.toggle(false);
  }

  function start() { R.dom.on(document, "keydown", keydown); }

  return { start: start };
})();
