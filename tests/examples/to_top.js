// The key t goes to the top of the page, and once more back to where the reader was.
R.to_top = (function () {
  var T = 84, place = 0;

  function keydown(event) {
    if (event.keyCode != T) return;
    var now = R.dom.scrollTop();
    R.dom.scrollTop(now ? 0 : place);
    place = now;
  }

  // It belongs to the page that is open, and tells how far it was read.
  function forget() { place = 0; }

  R.part({ start: function () { R.dom.on(document, "keydown", keydown); }, leave: forget, forget: forget });
  return {};
})();
