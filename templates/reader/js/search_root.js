// What every search needs, one shard loaded once: tables of spelling, aliases, and the roots of the indexes.
R.search_root = (function () {
  var TABLES = 0, ALIASES = 1, TITLES = 2, INITIALS = 3, TEXT = 4, SOUNDS = 5, NEAR = 6;
  var root = null, waiting = null;

  function skeleton(title, number) { return R.consonants.skeletons(title)[number] || ""; }

  function same(key) { return key; }

  function open(bytes) {
    var cursor = { at: 0 }, count = R.shards.varint(bytes, cursor), ends = [], parts = [], i;
    for (i = 0; i < count; i++) ends.push(R.shards.varint(bytes, cursor));
    for (i = 0; i < count; i++) {
      parts.push({ bytes: bytes, at: cursor.at, end: cursor.at + ends[i] });
      cursor.at += ends[i];
    }
    function text(index) { return R.utf8.decode(bytes, parts[index].at, parts[index].end); }
    R.tables.read(text(TABLES));
    return {
      aliases: R.aliases(text(ALIASES)),
      titles: R.title_index(parts[TITLES], "T", "U", { key: R.keystrokes.typed, fold: R.keystrokes.folded }),
      initials: R.title_index(parts[INITIALS], "C", "D", { key: R.consonants.initials, fold: R.consonants.plain }),
      text: R.text_index(parts[TEXT]),
      sounds: R.title_index(parts[SOUNDS], "V", "W", { key: skeleton, fold: same }),
      near: R.near_index(parts[NEAR])
    };
  }

  // Gives callback(root), or callback(null) if the file cannot be read.
  function load(callback) {
    if (root) return callback(root);
    if (waiting) return waiting.push(callback);
    waiting = [callback];
    R.shards.load("S", 0, function (error, bytes) {
      var callbacks = waiting;
      if (!error) root = open(bytes);
      waiting = null;
      for (var i = 0; i < callbacks.length; i++) callbacks[i](root);
    });
  }

  function forget() { root = waiting = null; }

  R.part({ forget: forget });
  return { load: load };
})();
