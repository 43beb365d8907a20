// Letter size and dark colours, for this sitting only: nothing is stored.
R.appearance = (function () {
  var SIZES = [80, 90, 100, 112, 125, 140, 160, 180, 200], size = 2, dark = false;
  // Width in letters from which the contents stand beside the text.
  var SIDE = 70;

  function apply() {
    document.body.style.fontSize = SIZES[size] + "%";
    // "r-light" tells the style sheet of the text not to ask the system.
    document.documentElement.className = dark ? "r-dark" : "r-light";
    fit();
    R.dom.id("r-dark").setAttribute("aria-pressed", dark ? "true" : "false");
  }

  // Style sheets ask for the width in letters of the browser's size, not of the reader's: large ones need the whole width.
  function fit() {
    if (R.blank.done()) return;
    var width = window.innerWidth || document.documentElement.clientWidth;
    R.dom.setClass(document.body, "r-large", SIZES[size] > 100 && width < SIDE * 16 * SIZES[size] / 100);
  }

  function larger() {
    size = Math.min(size + 1, SIZES.length - 1);
    apply();
  }

  function smaller() {
    size = Math.max(size - 1, 0);
    apply();
  }

  function toggleDark() {
    dark = !dark;
    apply();
  }

  function menu(wanted) {
    if (R.blank.done()) return;
    var box = R.dom.id("r-menu"), open = typeof wanted == "boolean" ? wanted : !R.dom.hasClass(box, "r-open");
    R.dom.setClass(box, "r-open", open);
    R.dom.id("r-menu-button").setAttribute("aria-expanded", open ? "true" : "false");
  }

  function start() {
    // The style sheet of the text turns dark by CSS variables; without them half of it would stay light.
    var variables = !!(window.CSS && window.CSS.supports && window.CSS.supports("--a", "0"));
    R.dom.show(R.dom.id("r-dark"), variables);
    try {
      dark = variables && !!window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
    } catch (e) { dark = false; }
    R.dom.on(R.dom.id("r-larger"), "click", larger);
    R.dom.on(R.dom.id("r-smaller"), "click", smaller);
    R.dom.on(R.dom.id("r-dark"), "click", toggleDark);
    R.dom.on(R.dom.id("r-menu-button"), "click", menu);
    R.dom.on(document, "click", function (event) {
      var inside = R.dom.up(event.target, document.body, function (n) { return n.id == "r-menu" || n.id == "r-menu-button"; });
      if (!inside || R.dom.hasClass(event.target, "r-closes")) menu(false);
    });
    R.dom.on(window, "resize", fit);
    apply();
  }

  // Size and colours say something about the reader.
  function forget() {
    size = 2;
    dark = false;
  }

  R.part({ start: start, escape: function () { menu(false); }, forget: forget });
  return { larger: larger, smaller: smaller, menu: menu };
})();
