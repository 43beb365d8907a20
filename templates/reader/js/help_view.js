// The page that tells how to use this.
R.help_view = (function () {
  function draw(entry, ready) {
    var page = R.dom.make("div", "r-page-main r-kind-help");
    page.innerHTML = R.dom.id("r-help").innerHTML;
    ready(page);
  }

  R.views.add("help", draw);
  return {};
})();
