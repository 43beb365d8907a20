// The quick way out: an empty page under the same neutral title, with nothing left in memory to go back to.
R.blank = (function () {
  var blanked = false;

  function empty() {
    blanked = true;
    R.pictures.release();
    R.history.forget();
    R.shards.forget();
    R.boot.forget();
    R.search_box.stop();
    R.passage.forget();
    document.documentElement.className = "";
    document.body.className = "";
    document.body.style.background = "#fff";
    R.dom.clear(document.body);
    R.dom.scrollTop(0);
  }

  return { empty: empty, done: function () { return blanked; } };
})();
