// The quick way out: an empty page under the same neutral title, with nothing left in memory to go back to.
R.blank = (function () {
  var blanked = false;

  function empty() {
    blanked = true;
    // Before the page goes: elements that a part holds would keep the text around them in memory.
    R.parts.forget();
    document.documentElement.className = "";
    document.body.className = "";
    document.body.style.fontSize = "";
    document.body.style.background = "#fff";
    R.dom.clear(document.body);
    // The engine keeps the text that was last matched (RegExp.input); now it is this one.
    /-/.test("-");
    R.dom.scrollTop(0);
  }

  return { empty: empty, done: function () { return blanked; } };
})();
