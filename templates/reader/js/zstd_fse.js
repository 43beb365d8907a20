// Finite state entropy tables of Zstandard (RFC 8878, 4.1): reading their description and building them.
R.zstdFse = (function () {
  function fail(why) { throw new Error("zstd: " + why); }

  // Reads normalised counts from data[at...end). Returns {log, counts, next}.
  function readCounts(data, at, end, maxLog, maxSymbol) {
    var position = at * 8, limit = end * 8;
    function bits(n) {
      var i = position >> 3;
      var window = data[i] | data[i + 1] << 8 | data[i + 2] << 16;
      return window >> (position & 7) & (1 << n) - 1;
    }
    if (at >= end) fail("no table");
    var log = bits(4) + 5;
    position += 4;
    if (log > maxLog) fail("table too large");
    var counts = [], remaining = (1 << log) + 1, threshold = 1 << log, width = log + 1;
    while (remaining > 1) {
      if (counts.length > maxSymbol || position > limit) fail("bad table");
      var short_limit = 2 * threshold - 1 - remaining;
      var value = bits(width), low = value & threshold - 1;
      if (low < short_limit) {
        value = low;
        position += width - 1;
      } else {
        if (value >= threshold) value -= short_limit;
        position += width;
      }
      value--;
      remaining -= value < 0 ? 1 : value;
      counts.push(value);
      if (value === 0) {
        var repeat;
        do {
          repeat = bits(2);
          position += 2;
          for (var i = 0; i < repeat; i++) counts.push(0);
          if (counts.length > maxSymbol + 1 || position > limit) fail("bad table");
        } while (repeat == 3);
      }
      while (remaining < threshold) {
        width--;
        threshold >>= 1;
      }
    }
    if (remaining != 1 || counts.length > maxSymbol + 1 || position > limit) fail("bad table");
    return { log: log, counts: counts, next: position + 7 >> 3 };
  }

  // A decoding table: symbol, number of bits and base of the next state for each state.
  function build(log, counts) {
    var size = 1 << log, high = size - 1, step = (size >> 1) + (size >> 3) + 3, at = 0;
    var symbols = R.bytes.numbers(size), width = R.bytes.numbers(size), base = R.bytes.numbers(size), next = [];
    var s, i;
    for (s = 0; s < counts.length; s++) {
      next[s] = counts[s];
      if (counts[s] < 0) {
        symbols[high--] = s;
        next[s] = 1;
      }
    }
    for (s = 0; s < counts.length; s++) {
      for (i = 0; i < counts[s]; i++) {
        symbols[at] = s;
        do { at = at + step & size - 1; } while (at > high);
      }
    }
    if (at !== 0) fail("bad table");
    for (i = 0; i < size; i++) {
      var x = next[symbols[i]]++, n = log;
      while (x >> log - n + 1) n--;
      width[i] = n;
      base[i] = (x << n) - size;
    }
    return { log: log, symbols: symbols, width: width, base: base };
  }

  return { readCounts: readCounts, build: build, fail: fail };
})();
