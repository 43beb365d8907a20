// The page that opens first.
R.main_view = (function () {
  function draw(entry, ready) {
    var page = R.dom.make("div", "r-page-main r-kind-main");
    page.innerHTML = R.markup.live(R.utf8.decode(R.boot.block("main")));
    ready(page, function () { R.pictures.watch(page); });
  }

  R.views.add("main", draw);
  return {};
})();
