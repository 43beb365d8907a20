// All results of a search in one list, the best first.
R.results_view = (function () {
  function draw(entry, ready) {
    var page = R.dom.make("div", "r-page-main r-kind-search");
    page.appendChild(R.dom.make("h1", "r-page-title", "‘" + entry.query + "’ 찾기"));
    var whole = R.trouble.since();
    R.answers.search(entry.query, entry.shown || R.answers.PAGE, function (found) {
      var list = R.dom.make("ol", "r-results"), button, end;
      if (!whole()) page.appendChild(R.dom.make("p", "r-nothing", "찾기 자료 일부를 읽지 못했습니다. 지금 읽을 수 있는 자료로는 이렇습니다."));
      else if (found.denied) page.appendChild(R.dom.make("p", "r-nothing", "맞는 글을 찾지 못했습니다. 이름이 가까운 글은 이렇습니다."));
      R.passage.offer(found.marks);
      add(list, found.list, 0, found.shown);
      page.appendChild(list);
      if (found.shown < found.list.length) {
        button = R.dom.button("r-more", "더 보기", function () {
          found.more(R.answers.PAGE, function (from, to) {
            add(list, found.list, from, to);
            entry.shown = to;
            if (to < found.list.length) return;
            end = button.parentNode;
            if (end) end.removeChild(button);
          });
        });
        page.appendChild(button);
      }
      ready(page);
    });
  }

  function add(list, results, from, to) {
    for (var i = from; i < to; i++) list.appendChild(row(results[i]));
  }

  function row(result) {
    var item = R.dom.make("li", "r-result"), link = R.markup.link(result.locator, result.title || "제목을 읽지 못한 글", "r-result-title");
    if (result.how == "text") link.setAttribute("data-passage", "1");
    item.appendChild(link);
    if (result.via) item.appendChild(R.dom.make("span", "r-option-via", "← " + result.via));
    if (result.extract) item.appendChild(extract(result.extract, result.marks || []));
    return item;
  }

  // marks are [start, end) pairs in the extract, in order.
  function extract(text, marks) {
    var box = R.dom.make("p", "r-result-extract"), at = 0;
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
