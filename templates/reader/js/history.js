// Back and forward. What was read stays in this list in memory; the browser gets numbers that mean nothing elsewhere.
R.history = (function () {
  var entries = [], at = -1, native_works = true;
  // Tells the numbers of this sitting from those that the browser kept over a reload.
  var sitting = Math.floor(Math.random() * 1000000000);

  function remember() {
    if (at > 0 && native_works) {
      try {
        window.history.pushState({ n: at, s: sitting }, "");
      } catch (e) {
        // Chromium 49 refuses on file://; the page's own buttons do the work then.
        native_works = false;
      }
    }
    buttons();
  }

  // The page before leaves its scroll position behind.
  function leave() {
    if (entries[at]) entries[at].scroll = R.dom.scrollTop();
  }

  // entry is {view, ...}: see R.views.
  function visit(entry) {
    leave();
    entries.length = at + 1;
    entries.push(entry);
    at++;
    remember();
    R.views.show(entry);
  }

  function move(to) {
    if (to < 0 || to >= entries.length || to == at) return;
    leave();
    at = to;
    buttons();
    R.views.show(entries[at]);
  }

  function go(step) {
    if (at + step < 0 || at + step >= entries.length) return;
    if (native_works) window.history.go(step);
    else move(at + step);
  }

  function buttons() {
    R.dom.id("r-back").disabled = at < 1;
    R.dom.id("r-forward").disabled = at >= entries.length - 1;
  }

  function start() {
    if (!window.history || !window.history.pushState) native_works = false;
    try {
      if ("scrollRestoration" in window.history) window.history.scrollRestoration = "manual";
    } catch (e) {
      native_works = false;
    }
    R.dom.on(window, "popstate", function (event) {
      if (!entries.length) return;
      move(event.state && event.state.s == sitting ? event.state.n : 0);
    });
    R.dom.on(R.dom.id("r-back"), "click", function () { go(-1); });
    R.dom.on(R.dom.id("r-forward"), "click", function () { go(1); });
  }

  function forget() {
    entries = [];
    at = -1;
  }

  // The articles of this sitting, each once, the last first: [{number, title}].
  function read() {
    var found = [], seen = {};
    for (var i = entries.length - 1; i >= 0; i--) {
      if (!entries[i].title || seen[entries[i].number]) continue;
      seen[entries[i].number] = true;
      found.push({ number: entries[i].number, title: entries[i].title });
    }
    return found;
  }

  function current() { return entries[at]; }

  R.part({ start: start, forget: forget });
  return { visit: visit, go: go, read: read, current: current };
})();
