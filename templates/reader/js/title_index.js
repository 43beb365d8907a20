// One sorted index of titles: the entries whose folded key begins with a prefix, from one shard.
// A prefix that reaches across the border of two shards begins a separator; its best entries stand in a shard of tops.
// keys says what the index is sorted by: key(title, start) and fold(key).
R.title_index = function (root, entryKind, topKind, keys) {
  var CANDIDATES = 60, EXACT = 20;
  // Scores lie between minus the penalties and 255.
  var SHIFT = 100, SCORES = 400;
  var REDIRECT_PENALTY = 7, WORD_PENALTY = 56;
  // So many entries are looked at for one that has a qualifier, or that is nearly what was typed.
  var QUALIFIED = 600, LOOKED_AT = 4000;
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

  function key(columns, i) { return keys.key(R.title_columns.title(columns, i), columns.starts[i] >> 1); }

  function folded(columns, i) { return keys.fold(key(columns, i)); }

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
      if (folded(columns, middle) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The best of the entries from key low up to key high, and those that are no longer than low.
  function scan(columns, low, high) {
    var from = lowerBound(columns, low), to = lowerBound(columns, high);
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

  // Gives callback(columns) of the shard where a key is or would be; callback(null) if it cannot be read.
  function open(key, callback) {
    if (!separators.length) return callback(null);
    R.shards.load(entryKind, shardOf(key), function (error, bytes) {
      callback(error ? null : R.title_columns.whole(bytes));
    });
  }

  // Gives callback(candidates) for folded keys from low up to high, as far as they lie in one shard; reads that shard.
  function range(low, high, callback) {
    open(low, function (columns) { callback(columns ? scan(columns, low, high) : []); });
  }

  // Gives callback(candidates): entries under the prefix low, as far as they lie in one shard, whose line fits(title).
  function matching(low, fits, callback) {
    open(low, function (columns) {
      var found = [], i, to;
      if (!columns) return callback(found);
      i = lowerBound(columns, low);
      to = Math.min(lowerBound(columns, low + "\uffff"), i + LOOKED_AT);
      for (; i < to && found.length < CANDIDATES; i++) {
        if (fits(R.title_columns.title(columns, i))) found.push(candidate(columns, i));
      }
      callback(found);
    });
  }

  // Gives callback(candidates): titles of exactly this key, or of this but for a qualifier (bare); if there is none and
  // endings are wanted, titles that end in it as a word of its own (ends).
  function exact(typed, callback, endings) {
    var fold = keys.fold(typed), at = countUpTo(separators, fold) - 1;
    // So many titles end in this word that they fill more than a shard.
    if (at > 0 && separators[at] == fold) return among(typed, callback, endings);
    open(fold, function (columns) {
      var found = columns ? exactly(columns, fold, endings) : [];
      if (!found.length && crosses(fold)) among(typed, callback, endings);
      else callback(found);
    });
  }

  // The same among the tops.
  function among(typed, callback, endings) {
    var fold = keys.fold(typed);
    tops(typed, function (candidates) {
      var found = [], i, entry;
      for (i = 0; i < candidates.length; i++) {
        entry = candidates[i];
        if (keys.fold(entry.typed) == fold) {
          if (entry.start && !endings) continue;
          if (entry.start) entry.ends = true;
        } else if (entry.start || !qualified(entry.title, fold)) continue;
        else entry.bare = true;
        found.push(entry);
      }
      callback(found);
    });
  }

  // Whether a title is of a key but for its qualifier.
  function qualified(title, fold) {
    return title.charAt(title.length - 1) == ")" && keys.fold(keys.key(R.consonants.bare(title), 0)) == fold;
  }

  function exactly(columns, fold, endings) {
    var found = [], i = lowerBound(columns, fold), to, entry;
    for (; i < columns.count && folded(columns, i) == fold; i++) {
      if (columns.starts[i] < 2 || endings) found.push(candidate(columns, i));
      if (columns.starts[i] > 1 && endings) found[found.length - 1].ends = true;
    }
    to = i;
    if (i < columns.count && startsWith(folded(columns, i), fold)) to = Math.min(lowerBound(columns, fold + "\uffff"), i + QUALIFIED);
    for (; i < to; i++) {
      if (columns.starts[i] > 1 || !qualified(R.title_columns.title(columns, i), fold)) continue;
      entry = candidate(columns, i);
      entry.bare = true;
      found.push(entry);
    }
    return found;
  }

  // Gives callback(titles): the entries on either side of where a key would stand.
  function neighbours(fold, count, callback) {
    open(fold, function (columns) {
      var found = [], i, at;
      if (!columns) return callback(found);
      at = lowerBound(columns, fold);
      for (i = Math.max(0, at - count); i < Math.min(columns.count, at + count); i++) found.push(candidate(columns, i));
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

  return {
    crosses: crosses, range: range, matching: matching, exact: exact, neighbours: neighbours, tops: tops, place: place,
    fold: keys.fold
  };
};
