// Posting lists of the full-text index (packager/outputs/reader/search/text_index.py writes them).
R.text_index = function (root) {
  var cursor = { at: root.at };
  var documents = R.shards.varint(root.bytes, cursor), size = R.shards.varint(root.bytes, cursor);
  var firsts = R.title_columns.keys(root.bytes, cursor);
  // Terms of so many documents that the index has no list for them: no shard needs to be read to know it.
  var dropped = {}, common = R.title_columns.keys(root.bytes, cursor), n;
  for (n = 0; n < common.length; n++) dropped["=" + common[n]] = true;

  function shardOf(term) {
    var low = 0, high = firsts.length, middle;
    while (low < high) {
      middle = low + high >> 1;
      if (firsts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // Where the lists of the wanted terms lie in a shard.
  function places(bytes, wanted, found) {
    var at = { at: 0 }, keys = R.title_columns.keys(bytes, at), counts = [], sizes = [], gaps, weights, total = 0, i;
    for (i = 0; i < keys.length; i++) counts.push(R.shards.varint(bytes, at));
    for (i = 0; i < keys.length; i++) {
      sizes.push(R.shards.varint(bytes, at));
      total += sizes[i];
    }
    gaps = at.at;
    weights = gaps + total;
    for (i = 0; i < keys.length; i++) {
      if (wanted["=" + keys[i]]) {
        found["=" + keys[i]] = { bytes: bytes, count: counts[i], gaps: gaps, weights: weights };
      }
      gaps += sizes[i];
      weights += counts[i] + 1 >> 1;
    }
  }

  // Gives callback({"=term": list}) with the lists of those terms that the index has.
  function find(terms, callback) {
    var wanted = {}, shards = [], seen = {}, found = {}, left, i, shard;
    for (i = 0; i < terms.length; i++) {
      if (dropped["=" + terms[i]]) continue;
      wanted["=" + terms[i]] = true;
      shard = shardOf(terms[i]);
      if (shard >= 0 && !seen[shard]) {
        seen[shard] = true;
        shards.push(shard);
      }
    }
    left = shards.length;
    if (!left) return callback(found);
    for (i = 0; i < shards.length; i++) {
      R.shards.load("F", shards[i], function (error, bytes) {
        if (!error) places(bytes, wanted, found);
        if (--left === 0) callback(found);
      });
    }
  }

  // Calls each(document, weight) for every posting of a list.
  function walk(list, each) {
    var bytes = list.bytes, at = list.gaps, weights = list.weights, count = list.count, number = 0, i, b, shift;
    for (i = 0; i < count; i++) {
      b = bytes[at++];
      number += b & 127;
      for (shift = 7; b > 127; shift += 7) {
        b = bytes[at++];
        number += (b & 127) << shift;
      }
      b = bytes[weights + (i >> 1)];
      each(number, i & 1 ? b >> 4 : b & 15);
    }
  }

  return { documents: documents, size: size, dropped: dropped, find: find, walk: walk };
};
