// The first words of articles: items of kind L, title, LF, text (packager/outputs/reader/search/leads.py writes them).
R.leads = (function () {
  // Gives callback({title, text}), or callback(null) if there are none.
  function load(number, callback) {
    R.shards.item("L", number, function (error, bytes, start, end) {
      var whole = error ? "" : R.utf8.decode(bytes, start, end), line = whole.indexOf("\n");
      callback(line < 0 ? null : { title: whole.substring(0, line), text: whole.substring(line + 1) });
    });
  }

  // The first sentence of such a text; longer ones are cut at a space.
  function sentence(text, longest) {
    var end = /[.?!](?=\s|$)/.exec(text.substring(4)), first = end ? text.substring(0, end.index + 5) : text;
    if (first.length <= longest) return first;
    end = first.lastIndexOf(" ", longest);
    return first.substring(0, end > longest / 2 ? end : longest) + " …";
  }

  return { load: load, sentence: sentence };
})();
