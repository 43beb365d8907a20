// Links in windows of their own: a click with Ctrl, Shift or the middle button. The new window has the same address, which
// tells nothing; what it shall show it asks of the window that opened it. All of them are emptied together.
R.windows = (function () {
  var opened = [];

  // Opens an item in a new window; false if this browser cannot.
  function open(number, fragment) {
    if (!window.postMessage || !window.addEventListener) return false;
    var made = null;
    try { made = window.open(String(window.location.href).split("#")[0], "_blank"); } catch (e) { made = null; }
    if (!made) return false;
    opened.push({ window: made, asked: "r-open:" + number + (fragment ? "#" + fragment : "") });
    return true;
  }

  function say(to, words) {
    try { if (to && to != window) to.postMessage(words, "*"); } catch (e) { /* it is closed */ }
  }

  function known(source) {
    if (source && source == window.opener) return true;
    for (var i = 0; i < opened.length; i++) if (opened[i].window == source) return true;
    return false;
  }

  function hear(event) {
    if (R.blank.done() || typeof event.data != "string" || !known(event.source)) return;
    var wanted = /^r-open:(\d+(?:#[\s\S]*)?)$/.exec(event.data);
    if (event.data == "r-empty") return R.blank.empty();
    if (event.data == "r-ready") return answer(event.source);
    if (!wanted || event.source != window.opener) return;
    wanted = R.markup.target(wanted[1]);
    R.links.open(wanted.number, wanted.fragment);
  }

  // Once: a window that is read anew begins at the first page.
  function answer(source) {
    for (var i = 0; i < opened.length; i++) {
      if (opened[i].window != source || !opened[i].asked) continue;
      say(source, opened[i].asked);
      opened[i].asked = "";
    }
  }

  function start() {
    if (!window.postMessage || !window.addEventListener) return;
    window.addEventListener("message", hear, false);
    if (window.opener) say(window.opener, "r-ready");
  }

  function forget() {
    for (var i = 0; i < opened.length; i++) say(opened[i].window, "r-empty");
    opened = [];
    if (window.postMessage && window.opener) say(window.opener, "r-empty");
  }

  R.part({ start: start, forget: forget });
  return { open: open };
})();
