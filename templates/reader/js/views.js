// Which page the main part of the window shows. A history entry names a view; each view is a function(entry, ready).
R.views = (function () {
  var table = {};
  var turn = 0, slow = null;

  function add(name, draw) { table[name] = draw; }

  // Draws into a fresh element and puts it in place when the view is ready; a later call overtakes an earlier one.
  function show(entry) {
    clearTimeout(slow);
    var mine = ++turn;
    slow = setTimeout(function () { if (mine == turn) R.status.say("불러오는 중…"); }, 250);
    R.parts.leave();
    table[entry.view](entry, function (content, after) {
      if (mine != turn) return;
      clearTimeout(slow);
      var page = R.dom.id("r-page");
      R.dom.clear(page);
      page.appendChild(content);
      R.toc.show(content);
      R.status.say("");
      focus(content);
      R.dom.scrollTop(entry.scroll || 0);
      if (after) after();
      if (!entry.scroll && entry.fragment) R.links.toAnchor(entry.fragment);
    });
  }

  // Screen readers go on reading at the new heading.
  function focus(content) {
    var heading = content.getElementsByTagName("h1")[0];
    if (!heading) return;
    heading.setAttribute("tabindex", "-1");
    try { heading.focus({ preventScroll: true }); } catch (e) { /* hidden in old Internet Explorer */ }
  }

  // A view that is still being made overtakes nothing any more.
  function forget() {
    turn++;
    clearTimeout(slow);
    slow = null;
  }

  R.part({ forget: forget });
  return { add: add, show: show };
})();
