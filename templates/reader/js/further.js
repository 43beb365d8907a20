// What to read after an article: those of its categories and its links that stand nearest to it. What is both counts most;
// of the rest, links that come again, then the neighbours in the list of the category, so that each page leads to others.
R.further = (function () {
  var MOST = 4, CATEGORIES = 2, LEAD = 90;
  var turn = 0;

  // Fills `box` when the pages of the categories are read; leaves it empty if there is nothing.
  function fill(box, page, article) {
    var mine = ++turn, scores = {}, order = [], left = Math.min(CATEGORIES, article.categories.length);
    if (article.kind != "article") return;
    links(page, article.number, scores, order);
    if (!left) return show(box, best(scores, order), mine);
    for (var i = 0; i < CATEGORIES && i < article.categories.length; i++) {
      R.articles.load(article.categories[i].number, function (error, category) {
        if (!error) members(category.html, article.number, scores, order);
        if (--left === 0 && mine == turn) show(box, best(scores, order), mine);
      });
    }
  }

  function count(number, points, scores, order) {
    if (scores[number] === undefined) {
      scores[number] = 0;
      order.push(number);
    }
    scores[number] += points;
  }

  // Links to articles: one point, two if they come again.
  function links(page, own, scores, order) {
    var all = page.getElementsByTagName("a"), value, number;
    for (var i = 0; i < all.length; i++) {
      value = all[i].getAttribute("data-n");
      if (value === null || all[i].getAttribute("c") !== null) continue;
      number = parseInt(value, 10);
      if (number != own && number < R.site.articles && !(scores[number] > 1)) count(number, 1, scores, order);
    }
  }

  // Members of a category: three points, and one more for the three that follow in its list.
  function members(html, own, scores, order) {
    var list = html.substring(Math.max(html.lastIndexOf('<div class="r-category-list">'), html.lastIndexOf("<div class=r-category-list>")));
    var rows = list.match(/<a n=\d+(?= *>)/g) || [], at = -1, numbers = [], i;
    for (i = 0; i < rows.length; i++) {
      numbers.push(+rows[i].substring(5));
      if (numbers[i] == own) at = i;
    }
    for (i = 1; i < numbers.length; i++) {
      var number = numbers[(at + i + numbers.length) % numbers.length];
      if (number != own) count(number, at >= 0 && i < 4 ? 4 : 3, scores, order);
    }
  }

  // The best numbers; of equal ones those first that came first.
  function best(scores, order) {
    var found = [], i, at;
    for (var n = 0; n < MOST; n++) {
      at = -1;
      for (i = 0; i < order.length; i++) {
        if (order[i] !== null && scores[order[i]] > 1 && (at < 0 || scores[order[i]] > scores[order[at]])) at = i;
      }
      if (at < 0) break;
      found.push(order[at]);
      order[at] = null;
    }
    return found;
  }

  function show(box, numbers, mine) {
    var list = R.dom.make("ul");
    function add(number) {
      var row = R.dom.make("li");
      list.appendChild(row);
      R.leads.load(number, function (found) {
        if (mine != turn) return;
        if (!found || !found.title) return list.removeChild(row);
        row.appendChild(R.markup.link(number, found.title));
        if (found.text) row.appendChild(R.dom.make("small", "", R.leads.sentence(found.text, LEAD)));
        if (box.firstChild) return;
        box.appendChild(R.dom.make("b", "", "이어서 읽을 글"));
        box.appendChild(list);
      });
    }
    for (var i = 0; i < numbers.length; i++) add(numbers[i]);
  }

  // Another page, or none: what is still being read is for nobody.
  function leave() { turn++; }

  R.part({ leave: leave, forget: leave });
  return { fill: fill };
})();
