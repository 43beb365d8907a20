// One line for what is going on, also for screen readers.
R.status = (function () {
  function say(text) {
    var line = R.dom.id("r-status");
    R.dom.clear(line);
    if (text) line.appendChild(document.createTextNode(text));
    R.dom.setClass(line, "r-on", !!text);
  }

  // For screen readers alone.
  function read(text) {
    var line = R.dom.id("r-said");
    R.dom.clear(line);
    if (text) line.appendChild(document.createTextNode(text));
  }

  return { say: say, read: read };
})();
