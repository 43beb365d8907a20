// From a result to the passage of the article that answers: where it is, and the words in it.
R.passage = (function () {
  // Marks stay for as long as the page is shown; so many at most.
  var MOST = 40, NEAR = 240;
  var offered = null;

  // What the words of the search that is shown tell: {idf, wordOf}.
  function offer(marks) { offered = marks; }

  function take() { return offered; }

  // Goes to the passage of a page that has most of the words, and marks them there.
  function show(page, marks) {
    var body = R.dom.classes(page, "div", "r-page-body")[0], all, text, places = [], hits, from, ranges = [], i, last;
    if (!body || !marks) return;
    all = R.page_text.collect(body);
    text = spaced(all, places);
    hits = R.snippet.hits(text, marks.idf);
    if (!hits.length) return;
    from = R.snippet.best(hits, marks.wordOf);
    for (i = 0; i < hits.length && ranges.length < MOST; i++) {
      if (hits[i].start < from || hits[i].end > from + NEAR) continue;
      last = ranges[ranges.length - 1];
      if (last && places[hits[i].start] <= last[1]) last[1] = Math.max(last[1], places[hits[i].end - 1] + 1);
      else ranges.push([places[hits[i].start], places[hits[i].end - 1] + 1]);
    }
    if (!ranges.length) return;
    R.page_text.show(R.page_text.mark(all, ranges, "r-found")[0][0]);
  }

  // The text with its spaces again, so that words are told apart; places gives the letter for each of its characters.
  function spaced(all, places) {
    var out = [], n, i, text, at = 0;
    for (n = 0; n < all.nodes.length; n++) {
      text = all.nodes[n].nodeValue;
      for (i = 0; i < text.length; i++) {
        places.push(at);
        out.push(text.charAt(i));
        if (at < all.firsts[n + 1] && all.places[at] == i) at++;
      }
      if (isBlock(all.nodes[n].parentNode)) {
        places.push(at);
        out.push(" ");
      }
    }
    return out.join("");
  }

  function isBlock(node) { return /^(P|LI|DIV|TD|TH|DD|DT|H\d|CAPTION|BLOCKQUOTE)$/i.test(node.tagName); }

  R.part({ forget: function () { offered = null; } });
  return { offer: offer, take: take, show: show };
})();
