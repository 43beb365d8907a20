// An article on the page.
R.article_view = (function () {
  // Modern engines lay out only the sections in sight; the others get long pages in portions. Text does not flow round
  // a box that stands in an earlier section of this kind, so the first screens and shorter articles go without.
  var lazy_layout = !!(window.CSS && window.CSS.supports && window.CSS.supports("content-visibility", "auto"));
  var timer = null;
  var PORTION = 40, LONG = 150000, FIRST_SCREENS = 12000;

  function draw(entry, ready) {
    R.articles.load(entry.number, function (error, article) {
      if (error) {
        ready(R.trouble.page());
        return;
      }
      if (article.kind == "article") entry.title = article.title;
      var page = R.dom.make("div", "r-page-main r-kind-" + article.kind);
      var heading = R.dom.make("h1", "r-page-title", article.title);
      if (article.heading) heading.innerHTML = article.heading;
      page.appendChild(heading);
      var body = R.dom.make("div", "r-page-body");
      var store = R.dom.make("div");
      store.innerHTML = R.markup.live(R.formulas.pick(article.html));
      var root = store.firstChild;
      while (root && root.nodeType != 1) root = root.nextSibling;
      // One wrapper around everything is the rule; its class carries the style.
      if (root && root.tagName == "DIV" && R.dom.hasClass(root, "mw-parser-output")) {
        body.className += " " + root.className;
        while (root.firstChild) store.insertBefore(root.firstChild, root);
        store.removeChild(root);
      }
      R.wide_tables.prepare(store);
      var sections = split(store);
      if (lazy_layout && article.html.length > LONG) mark(sections);
      page.appendChild(body);
      var shown = append(body, sections, 0, lazy_layout ? Infinity : PORTION);
      page.article = article;
      var rest = footer(article);
      if (shown == sections.length) finish(page, rest);
      ready(page, function () {
        if (shown < sections.length) return later(page, body, sections, shown, rest, entry);
        if (!entry.scroll) R.passage.show(page, entry.marks);
        R.pictures.watch(page);
        further(page);
      });
    });
  }

  // The children of store in groups, a new one at each second-level heading.
  function split(store) {
    var sections = [], section = null, node = store.firstChild, next;
    while (node) {
      next = node.nextSibling;
      if (!section || node.tagName == "H2") {
        section = R.dom.make("div", "r-section");
        sections.push(section);
      }
      section.appendChild(node);
      node = next;
    }
    return sections;
  }

  function mark(sections) {
    for (var i = 0, text = 0; i < sections.length; i++) {
      if (text > FIRST_SCREENS) sections[i].className += " r-lazy";
      else text += R.dom.text(sections[i]).length;
    }
  }

  // Appends sections until about `portion` blocks are in; gives the number of the next section.
  function append(body, sections, from, portion) {
    var blocks = 0;
    while (from < sections.length && (blocks === 0 || blocks < portion)) {
      blocks += sections[from].childNodes.length + 1;
      body.appendChild(sections[from++]);
    }
    return from;
  }

  function later(page, body, sections, from, rest, entry) {
    timer = setTimeout(function () {
      if (!page.parentNode) return;
      var next = append(body, sections, from, PORTION);
      if (next < sections.length) {
        later(page, body, sections, next, rest, entry);
      } else {
        finish(page, rest);
        // Where the reader wanted to go may not have been there at first.
        if (entry.scroll && R.dom.scrollTop() < entry.scroll) R.dom.scrollTop(entry.scroll);
        else if (entry.fragment && !R.dom.scrollTop()) R.links.toAnchor(entry.fragment);
        else if (entry.marks && !R.dom.scrollTop()) R.passage.show(page, entry.marks);
        R.pictures.watch(page);
        further(page);
      }
    }, 15);
  }

  function further(page) {
    var box = R.dom.classes(page, "div", "r-further")[0];
    if (box) R.further.fill(box, page, page.article);
  }

  function finish(page, rest) {
    page.appendChild(rest);
    R.toc.look();
    R.collapse.prepare(page);
    R.category_tree.prepare(page);
    R.sort_tables.prepare(page);
  }

  function footer(article) {
    var box = R.dom.make("div", "r-page-foot"), i;
    if (article.kind == "article") box.appendChild(R.dom.make("div", "r-further"));
    if (!article.categories.length && article.kind != "article" && article.kind != "category") return R.dom.make("div");
    if (article.categories.length) {
      var list = R.dom.make("div", "r-page-categories");
      list.setAttribute("role", "navigation");
      list.setAttribute("aria-label", "분류");
      list.appendChild(R.dom.make("b", "", "분류"));
      var names = R.dom.make("ul");
      for (i = 0; i < article.categories.length; i++) {
        var row = R.dom.make("li");
        row.appendChild(R.markup.link(article.categories[i].number, article.categories[i].label));
        names.appendChild(row);
      }
      list.appendChild(names);
      box.appendChild(list);
    }
    if (article.kind == "article" || article.kind == "category") {
      var credit = R.dom.make("div", "r-page-credit");
      credit.setAttribute("role", "contentinfo");
      var revision = article.revision ? "(판 " + article.revision + ", " + article.date + ")" : "";
      credit.appendChild(document.createTextNode("이 글은 위키백과 기여자들이 쓴 《" + article.title + "》 문서" + revision
        + "이며 " + R.site.license + "에 따라 쓸 수 있습니다. "));
      credit.appendChild(R.markup.link(R.site.licensePage, "저작권과 이용 조건"));
      box.appendChild(credit);
    }
    return box;
  }

  function forget() {
    clearTimeout(timer);
    timer = null;
  }

  R.part({ forget: forget });
  R.views.add("article", draw);
  return {};
})();
