// Categories as trees: each subcategory in a list gets a button that shows its own subcategories below it.
R.category_tree = (function () {
  function prepare(page) {
    var lists = R.dom.classes(page, "div", "r-category-list");
    for (var i = 0; i < lists.length; i++) buttons(lists[i]);
  }

  function buttons(root) {
    var rows = root.getElementsByTagName("li"), found = [], i;
    for (i = 0; i < rows.length; i++) if (categoryLink(rows[i])) found.push(rows[i]);
    for (i = 0; i < found.length; i++) addButton(found[i]);
  }

  function categoryLink(row) {
    var link = row.firstChild;
    return link && link.nodeType == 1 && link.getAttribute("c") !== null && link.getAttribute("data-n") ? link : null;
  }

  function addButton(row) {
    var link = categoryLink(row), branch = null;
    var toggle = R.dom.button("r-branch-button", "+", function () {
      var open = toggle.getAttribute("aria-expanded") == "true";
      toggle.setAttribute("aria-expanded", open ? "false" : "true");
      toggle.firstChild.nodeValue = open ? "+" : "−";
      if (branch) return R.dom.show(branch, !open);
      branch = R.dom.make("div", "r-branch", "불러오는 중…");
      row.appendChild(branch);
      fill(branch, R.markup.target(link.getAttribute("data-n")).number);
    });
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-label", R.dom.text(link) + ": 하위 분류 보기");
    row.className += " r-has-branch";
    row.insertBefore(toggle, link);
  }

  function fill(branch, number) {
    R.articles.load(number, function (error, article) {
      R.dom.clear(branch);
      if (error) {
        branch.appendChild(document.createTextNode("이 분류를 읽지 못했습니다."));
        return;
      }
      var rows = subcategories(article.html);
      if (!rows.length) {
        branch.appendChild(document.createTextNode("하위 분류가 없습니다."));
        return;
      }
      var list = R.dom.make("ul");
      for (var i = 0; i < rows.length; i++) list.appendChild(rows[i]);
      branch.appendChild(list);
      buttons(list);
    });
  }

  // The rows of a category page that lead to categories.
  function subcategories(html) {
    var store = R.dom.make("div"), rows = [], found, i;
    store.innerHTML = R.markup.live(html);
    var lists = R.dom.classes(store, "div", "r-category-list");
    for (var n = 0; n < lists.length; n++) {
      found = lists[n].getElementsByTagName("li");
      for (i = 0; i < found.length; i++) if (categoryLink(found[i])) rows.push(found[i]);
    }
    return rows;
  }

  return { prepare: prepare };
})();
