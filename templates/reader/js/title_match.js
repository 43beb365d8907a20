// How well an entry of the title index answers a query, and the list that readers see.
R.title_match = (function () {
  var TYPED = 40000, FOLDED = 30000, BARE = 20000, BARE_FOLDED = 15000, BEGINS = 10000, FOLDED_BEGINS = 9000, SAME_LETTERS = 2000, SAME = 3000;

  function bare(title) { return title.replace(/\s*\([^()]*\)\s*$/, ""); }

  // Whether a title is what was typed, sign by sign; spaces count once.
  function same(title, text) { return title == text || title.replace(/\s+/g, " ") == text.replace(/\s+/g, " "); }

  function squeeze(text) { return text.toLowerCase().replace(/[\s_]+/g, ""); }

  // text: the query as it was typed, typed: its keys.
  function rank(entry, text, typed) {
    var fold = R.keystrokes.folded, stem;
    if (!entry.start) {
      if (entry.typed == typed) {
        return TYPED + (same(entry.title, text) ? SAME : squeeze(entry.title) == squeeze(text) ? SAME_LETTERS : 0);
      }
      if (fold(entry.typed) == fold(typed)) return FOLDED;
      stem = bare(entry.title);
      if (stem && stem != entry.title) {
        stem = R.keystrokes.typed(stem, 0);
        if (stem == typed) return BARE;
        if (fold(stem) == fold(typed)) return BARE_FOLDED;
      }
    }
    if (entry.typed.substring(0, typed.length) == typed) return BEGINS;
    return fold(entry.typed).substring(0, typed.length) == fold(typed) ? FOLDED_BEGINS : 0;
  }

  // Candidates in order, each article once: {title, locator, via, exact}.
  function results(candidates, limit) {
    var order = candidates.slice(0), seen = {}, found = [], i, entry;
    for (i = 0; i < order.length; i++) order[i].place = i;
    order.sort(function (a, b) {
      return b.rank + b.score - a.rank - a.score || a.title.length - b.title.length || a.place - b.place;
    });
    for (i = 0; i < order.length && found.length < limit; i++) {
      entry = order[i];
      if (seen[entry.item]) continue;
      seen[entry.item] = true;
      found.push({
        title: entry.target || entry.title,
        via: entry.target ? entry.title : "",
        locator: entry.fragment ? entry.item + "#" + entry.fragment : entry.item,
        exact: entry.rank >= FOLDED - 1000,
        how: entry.how || (entry.rank >= BARE_FOLDED ? "exact" : entry.rank >= FOLDED_BEGINS ? "begins" : "words")
      });
    }
    return found;
  }

  return { rank: rank, results: results, same: same, EXACT: FOLDED, BARE: BARE_FOLDED, BEGINS: FOLDED_BEGINS };
})();
