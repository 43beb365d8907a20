// Articles that answer a question, each with the passage that does: {title, locator, extract, marks}.
R.fulltext = (function () {
  // Results are shown in portions, because each passage comes from the shard of its article.
  var PORTION = 5;

  function describe(item, idf, wordOf, callback) {
    R.articles.load(item, function (error, article) {
      if (error) return callback(null);
      var found = R.snippet.make(R.snippet.text(article.html), idf, wordOf);
      callback({ title: article.title, via: "", locator: item, extract: found.extract, marks: found.marks });
    });
  }

  // Gives callback(results, more): first with a few results, and again with all so far while more is true.
  function search(query, limit, callback) {
    R.search_root.load(function (root) {
      if (!root) return callback([], false);
      R.text_rank.rank(root, query, limit, function (ranked, idf, wordOf) {
        var results = [];
        if (!ranked.length) return callback(results, false);
        (function step(n) {
          describe(ranked[n].item, idf, wordOf, function (result) {
            if (result) results.push(result);
            if (n + 1 == ranked.length) return callback(results, false);
            if ((n + 1) % PORTION === 0) callback(results.slice(0), true);
            // Not from inside the callback of a shard that was in memory: a long list would nest deeply.
            setTimeout(function () { step(n + 1); }, 0);
          });
        })(0);
      });
    });
  }

  return { search: search };
})();
