// One sorted index of titles: the entries whose folded key begins with a prefix, from one shard.
// A prefix that reaches across the border of two shards begins a separator; its best entries stand in a shard of tops.
R.title_index = function (root, entryKind, topKind) {
  var CANDIDATES = 60, EXACT = 20;
  // Scores lie between minus the penalties and 255.
  var SHIFT = 100, SCORES = 400;
  var REDIRECT_PENALTY = 7, WORD_PENALTY = 56;
  var cursor = { at: root.at };
  var separators = R.title_columns.keys(root.bytes, cursor);
  var firstTops = R.title_columns.keys(root.bytes, cursor);

  // Number of keys in a sorted list that are not above key.
  function countUpTo(list, key) {
    var low = 0, high = list.length, middle;
    while (low < high) {
      middle = low + high >> 1;
      if (list[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function startsWith(text, prefix) { return text.substring(0, prefix.length) == prefix; }

  function crosses(prefix) {
    var at = countUpTo(separators, prefix);
    return separators[at] !== undefined && startsWith(separators[at], prefix) ||
      at > 0 && separators[at - 1] == prefix;
  }

  function score(columns, i) {
    var start = columns.starts[i];
    return columns.bytes[columns.at + 3 * columns.count + i] - (start & 1 ? REDIRECT_PENALTY : 0) -
      (start > 1 ? WORD_PENALTY : 0);
  }

  function folded(columns, i) {
    return R.keystrokes.folded(key(columns, i));
  }

  function key(columns, i) {
    var title = R.title_columns.title(columns, i);
    return entryKind == "C" ? R.keystrokes.typedInitials(title) : R.keystrokes.typed(title, columns.starts[i] >> 1);
  }

  function candidate(columns, i) {
    var found = R.title_columns.entry(columns, i);
    found.typed = key(columns, i);
    found.score = score(columns, i);
    return found;
  }

  // First entry whose folded key is not below bound.
  function lowerBound(columns, bound) {
    var low = 0, high = columns.count, middle;
    while (low < high) {
      middle = low + high >> 1;
      if ((entryKind == "C" ? key(columns, middle) : folded(columns, middle)) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The best of the entries from key low up to key high, and those that are no longer than low.
  function scan(bytes, low, high) {
    var columns = R.title_columns.read(bytes, { at: 0 }), from = lowerBound(columns, low), to = lowerBound(columns, high);
    var found = [], counts = [], limit = -SHIFT, kept = 0, i, value;
    for (i = from; i < to; i++) {
      value = score(columns, i) + SHIFT;
      counts[value] = (counts[value] || 0) + 1;
    }
    for (i = SCORES; i >= 0; i--) {
      kept += counts[i] || 0;
      if (kept > CANDIDATES) {
        limit = i - SHIFT;
        break;
      }
    }
    for (i = from; i < to; i++) {
      if (i - from < EXACT || score(columns, i) >= limit && found.length < 2 * CANDIDATES + EXACT) {
        found.push(candidate(columns, i));
      }
    }
    return found;
  }

  function shardOf(key) { return Math.max(0, countUpTo(separators, key) - 1); }

  // Gives callback(candidates) for folded keys from low up to high, as far as they lie in one shard; reads that shard.
  function range(low, high, callback) {
    if (!separators.length) return callback([]);
    R.shards.load(entryKind, shardOf(low), function (error, bytes) {
      callback(error ? [] : scan(bytes, low, high));
    });
  }

  // Gives callback(candidates): entries under the prefix low, as far as they lie in one shard, whose line fits(title).
  function matching(low, fits, callback) {
    if (!separators.length) return callback([]);
    R.shards.load(entryKind, shardOf(low), function (error, bytes) {
      var columns = error ? null : R.title_columns.read(bytes, { at: 0 }), found = [];
      var from = error ? 0 : lowerBound(columns, low), to = error ? 0 : lowerBound(columns, low + "\uffff");
      for (var i = from; i < to && found.length < CANDIDATES; i++) {
        if (fits(R.title_columns.title(columns, i))) found.push(candidate(columns, i));
      }
      callback(found);
    });
  }

  // Gives callback(candidates): whole titles that begin with stem and differ from typed by few keys; distance says how many.
  function near(stem, typed, callback) {
    if (!separators.length) return callback([]);
    R.shards.load(entryKind, shardOf(stem), function (error, bytes) {
      var columns = error ? null : R.title_columns.read(bytes, { at: 0 }), most = typed.length < 8 ? 1 : 2, found = [];
      var from = error ? 0 : lowerBound(columns, stem), to = error ? 0 : lowerBound(columns, stem + "\uffff");
      for (var i = from; i < to; i++) {
        if (columns.starts[i] > 1) continue;
        var distance = R.typing_distance(typed, key(columns, i), most);
        if (distance > most) continue;
        var entry = candidate(columns, i);
        entry.distance = distance;
        found.push(entry);
      }
      callback(found);
    });
  }

  function readTops(bytes, typed) {
    var at = { at: 0 }, prefixes = R.title_columns.keys(bytes, at), first = 0, count = 0, found = [], i, n;
    for (i = 0; i < prefixes.length; i++) {
      n = R.shards.varint(bytes, at);
      if (prefixes[i] == typed) count = n;
      else if (prefixes[i] < typed) first += n;
    }
    if (!count) return found;
    var columns = R.title_columns.read(bytes, at);
    for (i = 0; i < count; i++) found.push(candidate(columns, first + i));
    return found;
  }

  function topShardOf(typed) { return countUpTo(firstTops, typed) - 1; }

  // Gives callback(candidates): the best entries for what was typed, if it crosses.
  function tops(typed, callback) {
    var shard = topShardOf(typed);
    if (shard < 0) return callback([]);
    R.shards.load(topKind, shard, function (error, bytes) {
      callback(error ? [] : readTops(bytes, typed));
    });
  }

  // The file that range or tops would read.
  function place(key, isTop) { return isTop ? topKind + topShardOf(key) : entryKind + shardOf(key); }

  return { crosses: crosses, range: range, matching: matching, near: near, tops: tops, place: place };
};
