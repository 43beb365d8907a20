// What the buttons of the main page and the keys do: data-go="random" calls R.actions.random.
R.actions = (function () {
  function home() {
    R.history.visit({ view: "main" });
  }

  // Any article with the same chance; other kinds of pages are drawn again.
  function random(tries) {
    var number = Math.floor(Math.random() * R.site.articles);
    R.articles.load(number, function (error, article) {
      tries = typeof tries == "number" ? tries : 0;
      if (!error && article.kind != "article" && tries < 30) random(tries + 1);
      else R.links.open(number, "");
    });
  }

  function index() { R.links.open(R.site.indexPage, ""); }

  function license() { R.links.open(R.site.licensePage, ""); }

  function search() { R.search_box.focus(); }

  // Shows what typing a title does.
  function example(element) { R.search_box.type(R.dom.text(element)); }

  function help() { R.history.visit({ view: "help" }); }

  function check() { R.history.visit({ view: "check" }); }

  // Past the bar to the text, for keyboards and screen readers.
  function skip() {
    var heading = R.dom.id("r-page").getElementsByTagName("h1")[0];
    if (!heading) return;
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  }

  function top() {
    R.dom.scrollTop(0);
    skip();
  }

  function print() {
    R.pictures.all(function () { window.print(); });
  }

  function blank() { R.blank.empty(); }

  return { blank: blank, check: check, example: example, help: help, home: home, random: random, index: index, license: license, search: search, skip: skip, top: top, print: print };
})();
