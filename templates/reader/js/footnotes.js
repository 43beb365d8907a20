// Notes shown in place: a click on [1] opens the note beside it, a second click on its number goes to the list.
R.footnotes = (function () {
  var note = null, opener = null;

  // Says whether it has shown the note; other anchors are not for it.
  function open(element, anchor) {
    if (!/^cite_note/.test(anchor) || R.dom.up(element, document.body, inList)) return false;
    var source = R.dom.id(anchor);
    if (!source) return false;
    var again = opener == element;
    close();
    if (again) return true;
    var box = R.dom.make("div", "r-note");
    box.setAttribute("role", "note");
    box.tabIndex = -1;
    var body = R.dom.make("div", "r-note-body");
    var copy = source.cloneNode(true), inside = copy.getElementsByTagName("*");
    for (var i = 0; i < inside.length; i++) inside[i].removeAttribute("id");
    while (copy.firstChild) body.appendChild(copy.firstChild); // nodes, not markup: it is read once only
    dropBacklinks(body);
    box.appendChild(body);
    var row = R.dom.make("p", "r-note-row"), more = R.dom.make("a", "", "주석 목록에서 보기");
    more.setAttribute("role", "link");
    more.setAttribute("tabindex", "0");
    R.dom.on(more, "click", function () {
      close();
      R.links.toAnchor(anchor);
    });
    row.appendChild(more);
    row.appendChild(R.dom.button("r-note-close", "닫기", function () {
      var back = opener;
      close();
      if (back) back.focus();
    }));
    box.appendChild(row);
    document.body.appendChild(box);
    place(box, element);
    note = box;
    opener = element;
    box.focus();
    return true;
  }

  function inList(node) {
    return R.dom.hasClass(node, "r-note") || /^cite_note/.test(node.id || "");
  }

  function dropBacklinks(body) {
    var found = R.dom.classes(body, "span", "mw-cite-backlink");
    for (var i = 0; i < found.length; i++) found[i].parentNode.removeChild(found[i]);
  }

  // Under the number, inside the window.
  function place(box, element) {
    var rectangle = element.getBoundingClientRect();
    var width = document.documentElement.clientWidth, left = rectangle.left - 20;
    left = Math.max(8, Math.min(left, width - box.offsetWidth - 8));
    box.style.left = left + "px";
    box.style.top = rectangle.bottom + R.dom.scrollTop() + 6 + "px";
  }

  function close() {
    if (note && note.parentNode) note.parentNode.removeChild(note);
    note = opener = null;
  }

  function escape() {
    var had = !!note, back = opener;
    close();
    if (back) back.focus();
    return had;
  }

  function start() {
    R.dom.on(document, "click", function (event) {
      if (!note || event.target == opener) return;
      if (!R.dom.up(event.target, document.body, function (n) { return n == note || n == opener; })) close();
    });
  }

  R.part({ start: start, leave: close, escape: escape, forget: close });
  return { open: open };
})();
