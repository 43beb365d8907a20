// The sequences section of a Zstandard block (RFC 8878, 3.1.1.3.2 and 3.1.1.4): copying literals and matches.
R.zstdSequences = (function () {
  var fail = R.zstdFse.fail, copy = R.bytes.copy;

  // The three kinds of code: limits, default distribution, base value and extra bits of each code.
  var LENGTHS = kind(9, 6, [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1], lengthBases(0, 16, [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]));
  var MATCHES = kind(9, 6, [1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1],
    lengthBases(3, 32, [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]));
  var OFFSETS = kind(8, 5, [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
    offsetBases());

  function kind(maxLog, log, counts, codes) {
    var result = { maxLog: maxLog, bases: codes.bases, extras: codes.extras };
    result.standard = withValues(R.zstdFse.build(log, counts), result);
    return result;
  }

  function lengthBases(first, singles, extras) {
    var bases = [], widths = [], value = first, i;
    for (i = 0; i < singles; i++) {
      bases.push(value++);
      widths.push(0);
    }
    for (i = 0; i < extras.length; i++) {
      bases.push(value);
      widths.push(extras[i]);
      value += 1 << extras[i];
    }
    return { bases: bases, extras: widths };
  }

  function offsetBases() {
    var bases = [], widths = [];
    for (var i = 0; i < 31; i++) {
      bases.push(1 << i);
      widths.push(i);
    }
    return { bases: bases, extras: widths };
  }

  // Puts the value's base and extra bits beside each state, so that the loop looks up one index only.
  function withValues(table, codes) {
    var size = table.symbols.length;
    table.values = R.bytes.numbers(size);
    table.extras = R.bytes.numbers(size);
    for (var i = 0; i < size; i++) {
      var symbol = table.symbols[i];
      if (symbol >= codes.bases.length) fail("unknown code");
      table.values[i] = codes.bases[symbol];
      table.extras[i] = codes.extras[symbol];
    }
    return table;
  }

  var cursor = 0;

  function readTable(mode, codes, earlier, data, end) {
    if (mode === 0) return codes.standard;
    if (mode == 3) {
      if (!earlier) fail("no earlier table");
      return earlier;
    }
    if (cursor >= end) fail("sequences are cut");
    if (mode == 1) {
      return withValues({ log: 0, symbols: [data[cursor++]], width: R.bytes.numbers(1), base: R.bytes.numbers(1) }, codes);
    }
    var head = R.zstdFse.readCounts(data, cursor, end, codes.maxLog, codes.bases.length - 1);
    cursor = head.next;
    return withValues(R.zstdFse.build(head.log, head.counts), codes);
  }

  // Runs the sequences at data[at...end) over the literals; writes to out.bytes from out.length on.
  function run(data, at, end, literals, frame, out) {
    if (at >= end) fail("block is cut");
    var count = data[at++];
    if (count > 127) {
      if (count < 255) {
        count = count - 128 << 8 | data[at++];
      } else {
        count = (data[at] | data[at + 1] << 8) + 32512;
        at += 2;
      }
    }
    if (!count) {
      if (at != end) fail("bytes after an empty sequences section");
      finish(literals, literals.start, out);
      return;
    }
    if (at >= end) fail("sequences are cut");
    var modes = data[at];
    if (modes & 3) fail("reserved bits");
    cursor = at + 1;
    frame.lengths = readTable(modes >> 6, LENGTHS, frame.lengths, data, end);
    frame.offsets = readTable(modes >> 4 & 3, OFFSETS, frame.offsets, data, end);
    frame.matches = readTable(modes >> 2 & 3, MATCHES, frame.matches, data, end);
    if (cursor >= end || !data[end - 1]) fail("sequences are cut");
    execute(data, cursor, end, count, literals, frame, out);
  }

  function execute(data, at, end, count, literals, frame, out) {
    var ll = frame.lengths, ml = frame.matches, of = frame.offsets;
    var llValues = ll.values, llExtras = ll.extras, llWidth = ll.width, llBase = ll.base;
    var mlValues = ml.values, mlExtras = ml.extras, mlWidth = ml.width, mlBase = ml.base;
    var ofValues = of.values, ofExtras = of.extras, ofWidth = of.width, ofBase = of.base;
    var rep0 = frame.rep0, rep1 = frame.rep1, rep2 = frame.rep2;
    var target = out.bytes, to = out.length, limit = out.limit, start = frame.start;
    var source = literals.bytes, lit = literals.start, litEnd = literals.end;
    // A plain array has copyWithin too, but does not grow by it.
    var moves = !!target.subarray && !!target.copyWithin;
    var position = end * 8, first = at * 8, i, n, m, window, offset, length, match, stop, from;
    while (!(data[end - 1] >> (--position & 7) & 1)) {}

    // Reads below may pass the beginning of a damaged stream; position shows it afterwards. No closure here: it would
    // put position into a heap slot and halve the speed.
    position -= ll.log;
    i = position >> 3;
    var llState = (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << ll.log) - 1;
    position -= of.log;
    i = position >> 3;
    var ofState = (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << of.log) - 1;
    position -= ml.log;
    i = position >> 3;
    var mlState = (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << ml.log) - 1;

    for (;;) {
      // Offset first, then match length and literal length; one read of 25 bits mostly holds the latter two.
      n = ofExtras[ofState];
      if (n > 24) {
        position -= n - 16;
        i = position >> 3;
        window = (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << n - 16) - 1;
        position -= 16;
        i = position >> 3;
        offset = ofValues[ofState] + window * 65536
          + ((data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & 65535);
      } else {
        position -= n;
        i = position >> 3;
        offset = ofValues[ofState]
          + ((data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24) >>> (position & 7) & (1 << n) - 1);
      }
      match = mlValues[mlState];
      length = llValues[llState];
      n = mlExtras[mlState];
      if (n) {
        position -= n;
        i = position >> 3;
        match += (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << n) - 1;
      }
      n = llExtras[llState];
      if (n) {
        position -= n;
        i = position >> 3;
        length += (data[i] | data[i + 1] << 8 | data[i + 2] << 16) >> (position & 7) & (1 << n) - 1;
      }

      if (offset > 3) {
        offset -= 3;
        rep2 = rep1;
        rep1 = rep0;
        rep0 = offset;
      } else {
        // Codes 1-3 are the last three offsets; without literals they shift by one and 3 means the last one less 1.
        if (length === 0) offset++;
        if (offset == 1) {
          offset = rep0;
        } else {
          window = offset;
          offset = window == 2 ? rep1 : window == 3 ? rep2 : rep0 - 1;
          if (window != 2) rep2 = rep1;
          rep1 = rep0;
          rep0 = offset;
        }
      }

      if (lit + length > litEnd) fail("literals run out");
      if (to + length + match > limit) fail("block is too long");
      if (length > 200) {
        copy(source, lit, lit + length, target, to);
        to += length;
        lit += length;
      } else {
        for (stop = lit + length; lit < stop; lit++, to++) target[to] = source[lit];
      }
      from = to - offset;
      if (offset < 1 || from < start) fail("match before the start");
      stop = to + match;
      if (match > 32 && offset >= match && moves) {
        target.copyWithin(to, from, from + match);
        to = stop;
      } else {
        for (; to < stop; to++, from++) target[to] = target[from];
      }

      if (!--count) break;
      n = llWidth[llState];
      m = mlWidth[mlState];
      position -= n + m;
      i = position >> 3;
      window = (data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24) >>> (position & 7);
      mlState = mlBase[mlState] + (window & (1 << m) - 1);
      llState = llBase[llState] + (window >>> m & (1 << n) - 1);
      n = ofWidth[ofState];
      position -= n;
      i = position >> 3;
      ofState = ofBase[ofState] + ((data[i] | data[i + 1] << 8) >> (position & 7) & (1 << n) - 1);
      if (position < first) fail("sequences have the wrong length");
    }
    if (position != first) fail("sequences have the wrong length");
    frame.rep0 = rep0;
    frame.rep1 = rep1;
    frame.rep2 = rep2;
    out.length = to;
    finish(literals, lit, out);
  }

  // The literals after the last sequence.
  function finish(literals, from, out) {
    var length = literals.end - from;
    if (out.length + length > out.limit) fail("block is too long");
    R.bytes.copy(literals.bytes, from, literals.end, out.bytes, out.length);
    out.length += length;
  }

  return { run: run };
})();
