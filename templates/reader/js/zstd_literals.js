// The literals section of a Zstandard block (RFC 8878, 3.1.1.3.1).
R.zstdLiterals = (function () {
  var fail = R.zstdFse.fail;
  var BLOCK = 131072;
  var buffer = null;

  // Reads the section at data[at...end). Returns {bytes, start, end, next}; a new tree is left in frame.tree.
  function read(data, at, end, frame) {
    if (at >= end) fail("block is cut");
    var head = data[at], type = head & 3, format = head >> 2 & 3, size, packed, i;
    if (type < 2) {
      if (!(format & 1)) {
        size = head >> 3;
        at += 1;
      } else if (format == 1) {
        size = head >> 4 | data[at + 1] << 4;
        at += 2;
      } else {
        size = head >> 4 | data[at + 1] << 4 | data[at + 2] << 12;
        at += 3;
      }
      packed = type ? 1 : size;
    } else {
      var low = data[at] | data[at + 1] << 8 | data[at + 2] << 16;
      if (format < 2) {
        size = low >> 4 & 1023;
        packed = low >> 14 & 1023;
        at += 3;
      } else if (format == 2) {
        size = low >> 4 & 16383;
        packed = low >> 18 & 63 | data[at + 3] << 6;
        at += 4;
      } else {
        size = data[at] >> 4 | data[at + 1] << 4 | (data[at + 2] & 63) << 12;
        packed = data[at + 2] >> 6 | data[at + 3] << 2 | data[at + 4] << 10;
        at += 5;
      }
    }
    if (at + packed > end) fail("literals are cut");
    if (size > BLOCK) fail("too many literals");
    if (type === 0) return { bytes: data, start: at, end: at + size, next: at + size };
    if (!buffer) buffer = R.bytes.make(BLOCK);
    var next = at + packed;
    if (type == 1) {
      for (i = 0; i < size; i++) buffer[i] = data[at];
    } else {
      if (type == 2) {
        frame.tree = R.zstdHuffman.readTree(data, at, next);
        at = frame.tree.next;
      }
      if (!frame.tree) fail("no earlier tree");
      if (format) fourStreams(frame.tree, data, at, next, size);
      else R.zstdHuffman.readStream(frame.tree, data, at, next, buffer, 0, size);
    }
    return { bytes: buffer, start: 0, end: size, next: next };
  }

  function fourStreams(tree, data, at, end, size) {
    var quarter = size + 3 >> 2, to = 0, from = at + 6;
    if (from > end || quarter * 3 > size) fail("literal streams are cut");
    for (var i = 0; i < 4; i++) {
      var stop = i < 3 ? from + (data[at + 2 * i] | data[at + 2 * i + 1] << 8) : end;
      if (stop > end) fail("literal streams are cut");
      R.zstdHuffman.readStream(tree, data, from, stop, buffer, to, i < 3 ? quarter : size - to);
      from = stop;
      to += quarter;
    }
  }

  // It holds the end of what was read last.
  R.part({ forget: function () { buffer = null; } });
  return { read: read };
})();
