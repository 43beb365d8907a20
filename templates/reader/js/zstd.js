// Zstandard frames (RFC 8878): headers, blocks, skippable frames, checksums. R.zstd.decode(bytes) or an Error.
R.zstd = (function () {
  var fail = R.zstdFse.fail;
  var BLOCK = 131072;
  // Reads may look up to four bytes past the end of a block.
  var PADDING = 8;

  // All frames of bytes one after another as one byte array. The checksums are verified where the frames have them.
  function decode(bytes) {
    var end = bytes.length, data = R.bytes.make(end + PADDING), at = 0, magic;
    R.bytes.copy(bytes, 0, end, data, 0);
    var out = { bytes: R.bytes.make(0), length: 0, limit: 0 };
    if (!end) fail("no data");
    while (at < end) {
      if (at + 4 > end) fail("frame is cut");
      magic = number(data, at, 4);
      if (magic == 4247762216) {
        at = readFrame(data, at + 4, end, out);
      } else if (magic >= 407710288 && magic <= 407710303) {
        if (at + 8 > end) fail("frame is cut");
        at += 8 + number(data, at + 4, 4);
        if (at > end) fail("frame is cut");
      } else {
        fail("not a Zstandard frame");
      }
    }
    return out.bytes.length == out.length ? out.bytes : R.bytes.slice(out.bytes, 0, out.length);
  }

  // A little-endian number; exact up to 2^53.
  function number(data, at, size) {
    var value = 0;
    while (size--) value = value * 256 + data[at + size];
    return value;
  }

  // Makes room for more bytes; the content size of the header is believed only as far as the input could fill it.
  function reserve(out, more) {
    var need = out.length + more;
    if (out.bytes.length >= need) return;
    if (!R.bytes.typed) return;
    var grown = R.bytes.make(need);
    grown.set(out.bytes.subarray(0, out.length));
    out.bytes = grown;
  }

  function readFrame(data, at, end, out) {
    if (at >= end) fail("frame is cut");
    var flags = data[at++], single = flags >> 5 & 1, sizeBytes = [single, 2, 4, 8][flags >> 6];
    var dictBytes = [0, 1, 2, 4][flags & 3], blockLimit = BLOCK, content = -1, windowSize = 0;
    if (flags & 8) fail("reserved bit");
    if (at + (single ? 0 : 1) + dictBytes + sizeBytes > end) fail("frame is cut");
    if (!single) {
      var exponent = data[at] >> 3, mantissa = data[at] & 7;
      at++;
      windowSize = Math.pow(2, 10 + exponent) * (8 + mantissa) / 8;
    }
    if (dictBytes && number(data, at, dictBytes)) fail("needs a dictionary");
    at += dictBytes;
    if (sizeBytes) content = number(data, at, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
    at += sizeBytes;
    if (single) windowSize = content;
    if (windowSize < blockLimit) blockLimit = windowSize;
    // A block of four bytes gives at most BLOCK bytes.
    if (content > (end - at >> 2) * BLOCK + BLOCK) fail("content size is impossible");
    if (content > 0) reserve(out, content);

    var frame = { start: out.length, rep0: 1, rep1: 4, rep2: 8, tree: null, lengths: null, offsets: null, matches: null };
    var last = 0;
    while (!last) {
      if (at + 3 > end) fail("frame is cut");
      var head = number(data, at, 3), type = head >> 1 & 3, size = head >> 3;
      at += 3;
      last = head & 1;
      if (type == 3) fail("reserved block type");
      if (size > blockLimit) fail("block is too long");
      if (at + (type == 1 ? 1 : size) > end) fail("block is cut");
      if (content < 0) reserveBlock(out, blockLimit);
      out.limit = out.length + blockLimit;
      if (content >= 0 && out.limit > frame.start + content) out.limit = frame.start + content;
      readBlock(type, data, at, size, frame, out);
      at += type == 1 ? 1 : size;
    }
    if (content >= 0 && out.length - frame.start != content) fail("content size differs");
    if (flags & 4) {
      if (at + 4 > end) fail("checksum is cut");
      if (R.xxh64(out.bytes, frame.start, out.length) != number(data, at, 4)) fail("checksum differs");
      at += 4;
    }
    return at;
  }

  // Without a content size the output grows by doubling.
  function reserveBlock(out, blockLimit) {
    if (out.bytes.length < out.length + blockLimit) reserve(out, Math.max(blockLimit, out.length));
  }

  function readBlock(type, data, at, size, frame, out) {
    var i;
    if (type == 2) {
      if (size < 2) fail("block is cut");
      var literals = R.zstdLiterals.read(data, at, at + size, frame);
      R.zstdSequences.run(data, literals.next, at + size, literals, frame, out);
      return;
    }
    if (out.length + size > out.limit) fail("block is too long");
    if (type === 0) R.bytes.copy(data, at, at + size, out.bytes, out.length);
    else for (i = 0; i < size; i++) out.bytes[out.length + i] = data[at];
    out.length += size;
  }

  return { decode: decode };
})();
