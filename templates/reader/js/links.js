// Following links: one listener for clicks and one for the Enter key. With Ctrl, Shift or the middle button a link to a page
// opens in a window of its own.
R.links = (function () {
  function isLink(node) {
    return !!node.getAttribute && (node.getAttribute("data-n") !== null || node.getAttribute("data-h") !== null
      || node.getAttribute("data-go") !== null);
  }

  function follow(element) {
    var number = element.getAttribute("data-n"), anchor = element.getAttribute("data-h");
    if (number !== null) {
      var target = R.markup.target(number);
      open(target.number, target.fragment, element.getAttribute("data-passage") ? R.passage.take() : null);
    } else if (anchor !== null) {
      if (!R.footnotes.open(element, anchor)) toAnchor(anchor);
    } else {
      R.actions[element.getAttribute("data-go")](element);
    }
  }

  // marks: the words of the search that led here, if the page shall open at its passage.
  function open(number, fragment, marks) {
    R.history.visit({ view: "article", number: number, fragment: fragment || "", marks: marks || null });
  }

  // Scrolls to an anchor of the page; opens what hides it.
  function toAnchor(anchor) {
    var element = R.dom.id(anchor) || R.dom.id(anchor.replace(/ /g, "_"));
    if (!element) return;
    R.collapse.reveal(element);
    element.scrollIntoView();
    R.toc.clearBar();
    R.dom.setClass(element, "r-target", true);
    setTimeout(function () { R.dom.setClass(element, "r-target", false); }, 1600);
  }

  function clicked(event) {
    var element = R.dom.up(event.target, document.body, isLink);
    if (!element || event.button && event.button != 1) return;
    event.preventDefault();
    if ((event.button || event.ctrlKey || event.metaKey || event.shiftKey) && apart(element)) return;
    if (!event.button) follow(element);
  }

  function apart(element) {
    var number = element.getAttribute("data-n"), target = number === null ? null : R.markup.target(number);
    return !!target && R.windows.open(target.number, target.fragment);
  }

  function start() {
    R.dom.on(document, "click", clicked);
    R.dom.on(document, "auxclick", clicked);
    // The middle button would begin to scroll.
    R.dom.on(document, "mousedown", function (event) {
      if (event.button == 1 && R.dom.up(event.target, document.body, isLink)) event.preventDefault();
    });
    R.dom.on(document, "keydown", function (event) {
      if (event.keyCode != 13 || event.ctrlKey || event.altKey || event.metaKey) return;
      var element = R.dom.up(event.target, document.body, isLink);
      if (!element || element.tagName == "BUTTON") return;
      event.preventDefault();
      follow(element);
    });
  }

  R.part({ start: start });
  return { open: open, toAnchor: toAnchor };
})();
