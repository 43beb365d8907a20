// Folding: navigation boxes and tables that the wiki marks as collapsible, and second-level sections.
R.collapse = (function () {
  function prepare(page) {
    var tables = page.getElementsByTagName("table"), divs = page.getElementsByTagName("div"), i, found = [];
    for (i = 0; i < tables.length; i++) if (collapsible(tables[i])) found.push(tables[i]);
    for (i = 0; i < divs.length; i++) if (collapsible(divs[i])) found.push(divs[i]);
    for (i = 0; i < found.length; i++) box(found[i]);
    var headings = page.getElementsByTagName("h2");
    for (i = 0; i < headings.length; i++) section(headings[i]);
  }

  function collapsible(element) {
    return R.dom.hasClass(element, "mw-collapsible") || R.dom.hasClass(element, "collapsible");
  }

  function box(element) {
    if (R.dom.hasClass(element, "foldable")) return;
    var head = title(element);
    if (!head) return;
    R.dom.setClass(element, "foldable", true);
    var closed = R.dom.hasClass(element, "mw-collapsed") || R.dom.hasClass(element, "collapsed")
      || R.dom.hasClass(element, "navbox") || R.dom.hasClass(element, "navbox-inner")
      || !!R.dom.up(element.parentNode, R.dom.id("page"), function (n) { return R.dom.hasClass(n, "navbox"); });
    var toggle = R.dom.button("fold", "", function () { set(element, toggle, !R.dom.hasClass(element, "folded")); });
    head.insertBefore(toggle, head.firstChild);
    element.foldButton = toggle;
    set(element, toggle, closed);
  }

  // Where the button goes: the first row's heading cell, the caption, or the first child.
  function title(element) {
    if (element.tagName == "TABLE") {
      var caption = element.getElementsByTagName("caption")[0];
      if (caption && caption.parentNode == element) return caption;
      var row = element.rows[0];
      return row && element.rows.length > 1 ? row.cells[row.cells.length - 1] : null;
    }
    var first = element.firstChild;
    while (first && first.nodeType != 1) first = first.nextSibling;
    return first && /^(DIV|P|H[1-6])$/.test(first.tagName) && first.nextSibling ? first : null;
  }

  function set(element, toggle, closed) {
    R.dom.setClass(element, "folded", closed);
    R.dom.clear(toggle);
    toggle.appendChild(document.createTextNode(closed ? "펼치기" : "접기"));
    toggle.setAttribute("aria-expanded", closed ? "false" : "true");
  }

  function section(heading) {
    var parent = heading.parentNode;
    if (!R.dom.hasClass(parent, "section") || parent.firstChild != heading) return;
    var toggle = R.dom.button("fold-section", "", function () {
      var closed = !R.dom.hasClass(parent, "closed");
      R.dom.setClass(parent, "closed", closed);
      toggle.setAttribute("aria-expanded", closed ? "false" : "true");
    });
    toggle.setAttribute("aria-expanded", "true");
    toggle.setAttribute("aria-label", "절 접기 또는 펼치기");
    heading.insertBefore(toggle, heading.firstChild);
  }

  // Opens everything around an element.
  function reveal(element) {
    for (var node = element.parentNode; node && node.nodeType == 1; node = node.parentNode) {
      if (R.dom.hasClass(node, "folded") && node.foldButton) set(node, node.foldButton, false);
      if (R.dom.hasClass(node, "closed")) R.dom.setClass(node, "closed", false);
    }
  }

  return { prepare: prepare, reveal: reveal };
})();
