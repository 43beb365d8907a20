// All results of a search: titles first, then articles whose text has the words.
R.results_view = (function () {
  var TITLES = 12, TEXTS = 30;

  function draw(entry, ready) {
    var page = R.dom.make("div", "page-main kind-search");
    page.appendChild(R.dom.make("h1", "page-title", "‘" + entry.query + "’ 찾기"));
    R.titles.search(entry.query, TITLES, function (titles) {
      section(page, "제목", titles, "이런 제목의 글이 없습니다.");
      var texts = R.dom.make("div", "results-texts", "글에서 찾는 중…");
      page.appendChild(texts);
      ready(page);
      // Called again with all results so far while there are more.
      R.fulltext.search(entry.query, TEXTS, function (results, more) {
        R.dom.clear(texts);
        if (results.length || !more) section(texts, "글", results, "이 낱말이 나오는 글이 없습니다.");
        if (!more && entry.scroll && R.history.current() == entry) R.dom.scrollTop(entry.scroll);
        if (more) texts.appendChild(R.dom.make("p", "nothing", "더 찾는 중…"));
      });
    });
  }

  function section(box, heading, results, nothing) {
    box.appendChild(R.dom.make("h2", "", heading));
    if (!results.length) {
      box.appendChild(R.dom.make("p", "nothing", nothing));
      return;
    }
    var list = R.dom.make("ol", "results");
    for (var i = 0; i < results.length; i++) list.appendChild(row(results[i]));
    box.appendChild(list);
  }

  function row(result) {
    var item = R.dom.make("li", "result");
    item.appendChild(R.markup.link(result.locator, result.title, "result-title"));
    if (result.via) item.appendChild(R.dom.make("span", "option-via", "← " + result.via));
    if (result.extract) item.appendChild(extract(result.extract, result.marks || []));
    return item;
  }

  // marks are [start, end) pairs in the extract, in order.
  function extract(text, marks) {
    var box = R.dom.make("p", "result-extract"), at = 0;
    for (var i = 0; i < marks.length; i++) {
      if (marks[i][0] < at) continue;
      box.appendChild(document.createTextNode(text.substring(at, marks[i][0])));
      box.appendChild(R.dom.make("b", "", text.substring(marks[i][0], marks[i][1])));
      at = marks[i][1];
    }
    box.appendChild(document.createTextNode(text.substring(at)));
    return box;
  }

  R.views.add("search", draw);
  return {};
})();
