// Table of contents: beside the text on wide windows, behind a button on narrow ones.
R.toc = (function () {
  function show(page) {
    var box = R.dom.id("r-toc"), list = R.dom.id("r-toc-list"), article = page.article, item, i;
    var headings = article ? article.headings : [];
    R.dom.clear(list);
    R.dom.setClass(document.body, "r-has-toc", headings.length > 2);
    toggle(false);
    if (headings.length < 3) return;
    for (i = 0; i < headings.length; i++) {
      item = R.dom.make("li", "r-level" + Math.min(headings[i].level, 4));
      var link = R.dom.make("a", "", headings[i].text);
      link.setAttribute("role", "link");
      link.setAttribute("tabindex", "0");
      link.setAttribute("data-h", headings[i].anchor);
      item.appendChild(link);
      list.appendChild(item);
    }
    box.scrollTop = 0;
  }

  function toggle(wanted) {
    var open = wanted === undefined || typeof wanted != "boolean" ? !R.dom.hasClass(document.body, "r-toc-open") : wanted;
    R.dom.setClass(document.body, "r-toc-open", open);
    R.dom.id("r-toc-button").setAttribute("aria-expanded", open ? "true" : "false");
  }

  // The fixed bar must not cover what was scrolled to.
  function clearBar() {
    var bar = R.dom.id("r-bar");
    if (fixed(bar)) window.scrollBy(0, -Math.max(0, bar.getBoundingClientRect().bottom) - 8);
  }

  function fixed(bar) {
    var style = window.getComputedStyle ? window.getComputedStyle(bar, null) : bar.currentStyle;
    return !!style && (style.position == "fixed" || style.position == "sticky");
  }

  function isOurs(node) { return node.id == "r-toc" || node.id == "r-toc-button"; }

  function start() {
    R.dom.on(R.dom.id("r-toc-button"), "click", toggle);
    R.dom.on(R.dom.id("r-toc-list"), "click", function () { toggle(false); });
    R.dom.on(document, "click", function (event) {
      if (R.blank.done() || !R.dom.hasClass(document.body, "r-toc-open")) return;
      if (!R.dom.up(event.target, document.body, isOurs)) toggle(false);
    });
  }

  R.part({ start: start, escape: function () { toggle(false); } });
  return { show: show, clearBar: clearBar, toggle: toggle };
})();
