// Folding: boxes in <details> where the engine does not fold them itself, other collapsible tables, and sections.
R.collapse = (function () {
  var native_details = "open" in document.createElement("details");

  function prepare(page) {
    var details = page.getElementsByTagName("details"), tables = page.getElementsByTagName("table"), i, found = [];
    for (i = 0; i < details.length; i++) once(details[i]);
    if (!native_details) for (i = 0; i < details.length; i++) found.push(details[i]);
    for (i = 0; i < tables.length; i++) if (collapsible(tables[i], page)) found.push(tables[i]);
    for (i = 0; i < found.length; i++) box(found[i]);
    var headings = page.getElementsByTagName("h2");
    for (i = 0; i < headings.length; i++) section(headings[i]);
  }

  // The title of a box of links stands in its first row again; what it links to goes into the summary.
  function once(element) {
    var summary = element.getElementsByTagName("summary")[0], cell = R.dom.classes(element, "th", "navbox-title")[0];
    if (!summary || !cell || plain(cell) != plain(summary)) return;
    R.dom.clear(summary);
    while (cell.firstChild) summary.appendChild(cell.firstChild);
    R.dom.show(cell.parentNode, false);
  }

  function plain(element) { return R.dom.text(element).replace(/[\s\u00a0]+/g, ""); }

  function isDetails(node) { return node.tagName == "DETAILS"; }

  function collapsible(table, page) {
    return (R.dom.hasClass(table, "mw-collapsible") || R.dom.hasClass(table, "collapsible"))
      && !R.dom.up(table, page, isDetails);
  }

  function box(element) {
    var head = title(element);
    if (!head || R.dom.hasClass(element, "r-foldable")) return;
    var closed = isDetails(element) ? element.getAttribute("open") === null
      : /(^| )(mw-collapsed|collapsed|navbox)( |$)/.test(element.className);
    var toggle = R.dom.button("r-fold", "", function () { set(element, toggle, !R.dom.hasClass(element, "r-folded")); });
    R.dom.setClass(element, "r-foldable", true);
    head.insertBefore(toggle, head.firstChild);
    element.foldButton = toggle;
    set(element, toggle, closed);
  }

  // Where the button goes: the summary, the caption, or the last cell of the first row.
  function title(element) {
    if (isDetails(element)) return element.getElementsByTagName("summary")[0];
    var caption = element.getElementsByTagName("caption")[0], row = element.rows[0];
    if (caption && caption.parentNode == element) return caption;
    return row && element.rows.length > 1 ? row.cells[row.cells.length - 1] : null;
  }

  function set(element, toggle, closed) {
    R.dom.setClass(element, "r-folded", closed);
    R.dom.clear(toggle);
    toggle.appendChild(document.createTextNode(closed ? "펼치기" : "접기"));
    toggle.setAttribute("aria-expanded", closed ? "false" : "true");
  }

  function section(heading) {
    var parent = heading.parentNode;
    if (!R.dom.hasClass(parent, "r-section") || parent.firstChild != heading) return;
    var toggle = R.dom.button("r-fold-section", "", function () {
      R.dom.setClass(parent, "r-closed", !R.dom.hasClass(parent, "r-closed"));
    });
    // Only for the eye: a screen reader goes from heading to heading anyway and should not read this with each.
    toggle.setAttribute("aria-hidden", "true");
    toggle.tabIndex = -1;
    heading.insertBefore(toggle, heading.firstChild);
  }

  // Opens everything around an element.
  function reveal(element) {
    for (var node = element.parentNode; node && node.nodeType == 1; node = node.parentNode) {
      if (isDetails(node)) node.setAttribute("open", "");
      if (R.dom.hasClass(node, "r-folded") && node.foldButton) set(node, node.foldButton, false);
      if (R.dom.hasClass(node, "r-closed")) R.dom.setClass(node, "r-closed", false);
    }
  }

  return { prepare: prepare, reveal: reveal };
})();
