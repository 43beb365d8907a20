// Huffman-coded literals of Zstandard (RFC 8878, 4.2): the tree description and the backward bit streams.
R.zstdHuffman = (function () {
  var fail = R.zstdFse.fail;

  // Weights that are themselves FSE-coded: two states take turns on one backward stream.
  function fseWeights(data, at, end) {
    var head = R.zstdFse.readCounts(data, at, end, 6, 255);
    var table = R.zstdFse.build(head.log, head.counts), weights = [];
    var first = head.next * 8, position = end * 8;
    if (head.next >= end || !data[end - 1]) fail("bad weights");
    while (!(data[end - 1] >> (--position & 7) & 1)) {}
    function bits(n) {
      position -= n;
      if (position < first) {
        // Bits before the stream read as zero.
        var short_by = Math.min(first - position, n);
        return (data[head.next] | data[head.next + 1] << 8) << short_by & (1 << n) - 1;
      }
      var i = position >> 3;
      return (data[i] | data[i + 1] << 8) >> (position & 7) & (1 << n) - 1;
    }
    var states = [bits(table.log), 0], turn = 0;
    states[1] = bits(table.log);
    if (position < first) fail("bad weights");
    for (;;) {
      if (weights.length > 253) fail("too many weights");
      weights.push(table.symbols[states[turn]]);
      states[turn] = table.base[states[turn]] + bits(table.width[states[turn]]);
      turn ^= 1;
      if (position < first) {
        weights.push(table.symbols[states[turn]]);
        return weights;
      }
    }
  }

  function directWeights(data, at, count) {
    var weights = [];
    for (var i = 0; i < count; i++) weights.push(i & 1 ? data[at + (i >> 1)] & 15 : data[at + (i >> 1)] >> 4);
    return weights;
  }

  // Reads the tree at data[at...end). Returns {log, table, next}; an entry of table is symbol << 4 | length.
  function readTree(data, at, end) {
    if (at >= end) fail("no tree");
    var header = data[at++], weights, next;
    if (header < 128) {
      next = at + header;
      if (next > end) fail("tree is cut");
      weights = fseWeights(data, at, next);
    } else {
      next = at + (header - 126 >> 1);
      if (next > end) fail("tree is cut");
      weights = directWeights(data, at, header - 127);
    }
    var total = 0, i, log = 0, starts = [];
    for (i = 0; i < weights.length; i++) {
      if (weights[i] > 11) fail("bad weight");
      total += 1 << weights[i] >> 1;
    }
    if (!total) fail("empty tree");
    while (total >> log) log++;
    var rest = (1 << log) - total;
    if (log > 11 || rest & rest - 1) fail("bad tree");
    var last = 1;
    while (rest >> last) last++;
    weights.push(last);
    var table = R.bytes.numbers(1 << log), from = 0;
    for (var w = 1; w <= log; w++) {
      starts[w] = from;
      for (i = 0; i < weights.length; i++) if (weights[i] == w) from += 1 << w - 1;
    }
    for (i = 0; i < weights.length; i++) {
      if (!(w = weights[i])) continue;
      var entry = i << 4 | log + 1 - w, stop = starts[w] + (1 << w - 1);
      for (from = starts[w]; from < stop; from++) table[from] = entry;
      starts[w] = stop;
    }
    return { log: log, table: table, next: next };
  }

  // Decodes data[at...end), which must hold exactly count symbols, to out[to...].
  function readStream(tree, data, at, end, out, to, count) {
    if (at >= end || !data[end - 1]) fail("bad literal stream");
    var table = tree.table, log = tree.log, mask = (1 << log) - 1;
    // position is the number of unread bits from the beginning of data; at least seven bytes always precede a stream.
    var position = end * 8, stop = to + count, pair = stop - 1, window, i, entry;
    while (!(data[end - 1] >> (--position & 7) & 1)) {}
    var floor = at * 8 + 2 * log;
    // Two symbols of at most 11 bits fit into the 25 bits that four bytes always give.
    while (to < pair && position >= floor) {
      i = position - 25 >> 3;
      window = data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24;
      i = position - (i << 3) - log;
      entry = table[window >>> i & mask];
      out[to] = entry >> 4;
      i -= entry & 15;
      position -= entry & 15;
      entry = table[window >>> i & mask];
      out[to + 1] = entry >> 4;
      position -= entry & 15;
      to += 2;
    }
    while (to < stop) {
      i = position - log;
      window = data[i >> 3] | data[(i >> 3) + 1] << 8 | data[(i >> 3) + 2] << 16;
      entry = table[window >> (i & 7) & mask];
      out[to++] = entry >> 4;
      position -= entry & 15;
    }
    if (position != at * 8) fail("literal stream has the wrong length");
  }

  return { readTree: readTree, readStream: readStream };
})();
