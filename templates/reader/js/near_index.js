// Titles less a syllable (packager/outputs/reader/search/near_index.py writes them): which titles become a text when one of
// their first letters is left out.
R.near_index = function (root) {
  var firsts = R.title_columns.keys(root.bytes, { at: root.at });

  // The letters of a text as the rows have them.
  function letters(text) {
    var words = R.keystrokes.words(R.consonants.bare(text)), out = "", i;
    for (i = 0; i < words.length; i++) out += words[i].letters;
    return R.tokens.folded(out.substring(0, 40));
  }

  // 24 bits: the product stays below 2^53.
  function hashed(text) {
    for (var i = 0, value = 0; i < text.length; i++) value = (value * 31 + text.charCodeAt(i)) % 16777216;
    return value;
  }

  function shardOf(rest) {
    var low = 0, high = firsts.length, middle;
    while (low < high) {
      middle = low + high >> 1;
      if (firsts[middle] <= rest) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function place(rest) { return "X" + shardOf(rest); }

  // Gives callback([{letters, place, weight}]): the letters of titles that become rest less one.
  function find(rest, callback) {
    var shard = shardOf(rest);
    if (shard < 0) return callback([]);
    R.shards.load("X", shard, function (error, bytes) {
      var found = [];
      if (error) return callback(found);
      var cursor = { at: 0 }, count = R.shards.varint(bytes, cursor), at = cursor.at, wanted = hashed(rest), low = 0;
      var high = count, middle, place;
      function hash(i) { return bytes[at + i] << 16 | bytes[at + count + i] << 8 | bytes[at + 2 * count + i]; }
      while (low < high) {
        middle = low + high >> 1;
        if (hash(middle) < wanted) low = middle + 1;
        else high = middle;
      }
      for (; low < count && hash(low) == wanted; low++) {
        place = bytes[at + 5 * count + low] & 3;
        found.push({
          letters: rest.substring(0, place) + String.fromCharCode(bytes[at + 3 * count + low] | bytes[at + 4 * count + low] << 8)
            + rest.substring(place),
          weight: bytes[at + 5 * count + low] >> 2
        });
      }
      callback(found);
    });
  }

  return { letters: letters, place: place, find: find };
};
