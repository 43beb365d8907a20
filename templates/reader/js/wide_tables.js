// Tables wider than the column scroll by themselves, so that the page never does.
R.wide_tables = (function () {
  function prepare(root) {
    var all = root.getElementsByTagName("table"), found = [], i;
    for (i = 0; i < all.length; i++) {
      if (!aside(all[i]) && !R.dom.up(all[i].parentNode, root, isTable)) found.push(all[i]);
    }
    for (i = 0; i < found.length; i++) wrap(found[i]);
  }

  function isTable(node) { return node.tagName == "TABLE"; }

  // Tables beside the text keep their place.
  function aside(table) {
    var side = table.style.cssFloat || table.style.styleFloat || table.getAttribute("align");
    return side == "left" || side == "right" || /infobox|sidebar|float|tright|tleft|navbox/.test(table.className);
  }

  function wrap(table) {
    var box = R.dom.make("div", "r-table-scroll");
    table.parentNode.replaceChild(box, table);
    box.appendChild(table);
  }

  return { prepare: prepare };
})();
