// The page that opens first, and what of it is not the same every time: today's article, what was read in this sitting.
R.main_view = (function () {
  var DAY = 86400000, STEP = 7919, TRIES = 6, LEAD = 160, READ = 12;

  function draw(entry, ready) {
    var page = R.dom.make("div", "r-page-main r-kind-main");
    page.innerHTML = R.markup.live(R.utf8.decode(R.boot.block("main")));
    ready(page, function () {
      var front = R.dom.classes(page, "div", "r-front")[0], first = front.getElementsByTagName("h2")[0];
      if (first) {
        read(front, first);
        today(front, first, days() + 1, TRIES);
      }
      R.pictures.watch(page);
    });
  }

  // Days since the day of the content; a clock that is behind it counts as that day.
  function days() {
    var parts = String(R.site.date).split("-");
    return Math.max(0, Math.floor((new Date().getTime() - new Date(+parts[0], parts[1] - 1, +parts[2]).getTime()) / DAY));
  }

  // How many articles have first words.
  function count() {
    var firsts = R.shards.tables.L || [0];
    return firsts[firsts.length - 1];
  }

  // A step that is a prime goes through all articles before one comes again. Pages that only tell names apart have no
  // first words and are passed over.
  function today(front, before, step, tries) {
    var number = count() && step * STEP % count();
    R.leads.load(number, function (found) {
      if (!found || !tries || !R.site || !front.parentNode || !front.parentNode.parentNode) return;
      if (!found.text) return today(front, before, step + 1, tries - 1);
      var box = R.dom.make("div", "r-front-today");
      box.appendChild(R.dom.make("b", "", "오늘의 글"));
      box.appendChild(R.markup.link(number, found.title));
      box.appendChild(R.dom.make("span", "", R.leads.sentence(found.text, LEAD)));
      front.insertBefore(box, before);
    });
  }

  // The last of them first.
  function read(front, before) {
    var pages = R.history.read(), line;
    if (!pages.length) return;
    line = R.dom.make("p", "r-front-read");
    line.appendChild(R.dom.make("b", "", "이번에 읽은 글"));
    for (var i = 0; i < pages.length && i < READ; i++) {
      line.appendChild(document.createTextNode(" "));
      line.appendChild(R.markup.link(pages[i].number, pages[i].title));
    }
    front.insertBefore(line, before);
  }

  R.views.add("main", draw);
  return {};
})();
