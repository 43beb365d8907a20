// Table of contents: beside the text on wide windows, behind a button on narrow ones. It follows the scroll.
R.toc = (function () {
  // DOWN: pixels after which the search box of a telephone is out of sight.
  var PAUSE = 120, DOWN = 40;
  var links = [], here = null, timer = null;

  function show(page) {
    var box = R.dom.id("r-toc"), list = R.dom.id("r-toc-list"), article = page.article, item, i;
    var headings = article ? article.headings : [];
    R.dom.clear(list);
    links = [];
    here = null;
    R.dom.setClass(document.body, "r-down", false);
    R.dom.setClass(document.body, "r-scrolled", false);
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
      links.push(link);
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

  // Marks the heading that the text in sight stands under, and shows the way to the top once it is far.
  function look() {
    timer = null;
    if (R.blank.done()) return;
    var root = document.documentElement, bar = R.dom.id("r-bar"), found = null, heading, i;
    var edge = (fixed(bar) ? Math.max(0, bar.getBoundingClientRect().bottom) : 0) + 24;
    var height = window.innerHeight || root.clientHeight, top = R.dom.scrollTop();
    // At the end of a page the last headings never come to its upper edge.
    if (top && top + height > root.scrollHeight - 8) edge = height / 2;
    R.dom.setClass(document.body, "r-down", top > DOWN);
    R.dom.setClass(document.body, "r-scrolled", top > 2 * height);
    for (i = 0; i < links.length; i++) {
      heading = R.dom.id(links[i].getAttribute("data-h"));
      if (!heading) continue;
      if (heading.getBoundingClientRect().top > edge) break;
      found = links[i];
    }
    if (found == here) return;
    if (here) mark(here, false);
    here = found;
    if (here) mark(here, true);
  }

  function mark(link, wanted) {
    R.dom.setClass(link, "r-here", wanted);
    if (!wanted) return link.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    var box = R.dom.id("r-toc"), at = link.offsetTop;
    if (at < box.scrollTop || at + link.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = at - box.clientHeight / 2;
  }

  function scrolled() {
    if (!timer) timer = setTimeout(look, PAUSE);
  }

  function forget() {
    clearTimeout(timer);
    timer = here = null;
    links = [];
  }

  function isOurs(node) { return node.id == "r-toc" || node.id == "r-toc-button"; }

  function start() {
    R.dom.on(R.dom.id("r-toc-button"), "click", toggle);
    R.dom.on(R.dom.id("r-toc-list"), "click", function () { toggle(false); });
    R.dom.on(window, "scroll", scrolled);
    R.dom.on(document, "click", function (event) {
      if (R.blank.done() || !R.dom.hasClass(document.body, "r-toc-open")) return;
      if (!R.dom.up(event.target, document.body, isOurs)) toggle(false);
    });
  }

  R.part({ start: start, escape: function () { toggle(false); }, forget: forget });
  return { show: show, look: look, clearBar: clearBar, toggle: toggle };
})();
