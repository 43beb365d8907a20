// Titles by their rarest letters (packager/outputs/reader/search/near_index.py writes them): which titles have a pair of letters.
R.near_index = function (root) {
  var RAREST = 3, MOST = 40, FIRST = 44032, FIRST_CLASS = 57344, FIRST_LENGTH = 32, SHARDS = 3;
  // Of the initials, which ones count as one.
  var CLASSES = "0012213445516660247";
  var cursor = { at: root.at }, length = R.shards.varint(root.bytes, cursor);
  var common = R.utf8.decode(root.bytes, cursor.at, cursor.at + length), places = {}, n;
  cursor.at += length;
  var firsts = R.title_columns.keys(root.bytes, cursor);
  for (n = 0; n < common.length; n++) places["=" + common.charAt(n)] = n + 1;

  // The letters of a text as the rows have them.
  function letters(text) {
    var words = R.keystrokes.words(R.consonants.bare(text)), out = "", i;
    for (i = 0; i < words.length; i++) out += words[i].letters;
    return R.tokens.folded(out.substring(0, MOST));
  }

  // Letters in their order, rarest first.
  function byRarity(text) {
    return text.split("").sort(function (a, b) {
      return (places["=" + a] || 0) - (places["=" + b] || 0) || (a < b ? -1 : a > b ? 1 : 0);
    });
  }

  function classOf(letter) {
    var code = letter.charCodeAt(0) - FIRST;
    if (code < 0 || code >= 11172) return letter;
    return String.fromCharCode(FIRST_CLASS + CLASSES.charAt(Math.floor(code / 588)) * 28 + code % 28);
  }

  // The pairs under which a text is looked for, the rarest letters first.
  function pairs(text) {
    var list = byRarity(text).slice(0, RAREST), found = [], seen = {}, i, j;
    function add(pair) {
      if (!seen["=" + pair]) found.push(pair);
      seen["=" + pair] = true;
    }
    for (i = 0; i < list.length; i++) for (j = i + 1; j < list.length; j++) add(list[i] + list[j]);
    if (text.length == 2) add([classOf(text.charAt(0)), classOf(text.charAt(1))].sort().join(""));
    return found;
  }

  function shardOf(key) {
    var low = 0, high = firsts.length, middle;
    while (low < high) {
      middle = low + high >> 1;
      if (firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function groupOf(pair, size) { return pair + String.fromCharCode(FIRST_LENGTH + size); }

  // {groups, ends, lines, bytes, at}: what a shard holds, read once for as long as its bytes are kept.
  function open(bytes) {
    var at = { at: 0 }, ends = [], total = 0, i, size;
    if (bytes.near) return bytes.near;
    var groups = R.title_columns.keys(bytes, at);
    for (i = 0; i < groups.length; i++) ends.push(total += R.shards.varint(bytes, at));
    size = R.shards.varint(bytes, at);
    return bytes.near = {
      groups: groups, ends: ends, lines: R.utf8.decode(bytes, at.at, at.at + size).split("\n"), bytes: bytes, at: at.at + size
    };
  }

  // Gives callback([{letters, weight}]): titles of from to to letters that have a pair.
  function find(pair, from, to, callback) {
    var low = groupOf(pair, from), high = groupOf(pair, to), found = [];
    var first = shardOf(low), last = Math.min(shardOf(high + "\uffff"), first + SHARDS - 1);
    if (!firsts.length) return callback(found);
    (function step(shard) {
      if (shard > last) return callback(found);
      R.shards.load("X", shard, function (error, bytes) {
        var all = error ? null : open(bytes), i, j;
        for (i = 0; all && i < all.groups.length; i++) {
          if (all.groups[i] < low || all.groups[i] > high) continue;
          for (j = i ? all.ends[i - 1] : 0; j < all.ends[i]; j++) {
            found.push({ letters: all.lines[j], weight: all.bytes[all.at + j] });
          }
        }
        step(shard + 1);
      });
    })(first);
  }

  return { letters: letters, pairs: pairs, find: find };
};
