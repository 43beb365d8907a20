// XXH64 with seed 0, low 32 bits: the content checksum of Zstandard frames. 64-bit numbers are pairs of 32-bit halves.
R.xxh64 = (function () {
  var multiply = Math.imul || function (a, b) {
    return (a & 65535) * b + ((a >>> 16) * b << 16) | 0;
  };
  // Halves of the five primes, low ones also as positive numbers.
  var P1H = 0x9E3779B1 | 0, P1L = 0x85EBCA87 | 0, P1U = 0x85EBCA87;
  var P2H = 0xC2B2AE3D | 0, P2L = 0x27D4EB4F, P2U = 0x27D4EB4F;
  var P3H = 0x165667B1, P3L = 0x9E3779F9 | 0, P3U = 0x9E3779F9;
  var P4H = 0x85EBCA77 | 0, P4L = 0xC2B2AE63 | 0;
  var P5H = 0x27D4EB2F, P5L = 0x165667C5, P5U = 0x165667C5;
  var SMALL = 1 / 4294967296;
  // The result of the last operation.
  var high = 0, low = 0;

  // (h, l) * (ph, pl) modulo 2^64. The floating product misses less than 2^11, so after taking away its known low half
  // rounding gives the exact high half.
  function times(h, l, ph, pl, pu) {
    low = multiply(l, pl);
    high = ((l >>> 0) * pu - (low >>> 0)) * SMALL + 0.5;
    high = Math.floor(high) + multiply(h, pl) + multiply(l, ph) | 0;
  }

  function plus(h, l, h2, l2) {
    low = l + l2 | 0;
    high = h + h2 + (low >>> 0 < l >>> 0 ? 1 : 0) | 0;
  }

  function rotate(h, l, n) {
    high = h << n | l >>> 32 - n;
    low = l << n | h >>> 32 - n;
  }

  function round(h, l, inputHigh, inputLow) {
    times(inputHigh, inputLow, P2H, P2L, P2U);
    plus(h, l, high, low);
    rotate(high, low, 31);
    times(high, low, P1H, P1L, P1U);
  }

  function word(d, i) { return d[i] | d[i + 1] << 8 | d[i + 2] << 16 | d[i + 3] << 24; }

  // Whole stripes of 32 bytes as 32-bit words: a view where the engine has one and the bytes lie straight.
  var little = R.bytes.typed && new Uint8Array(new Int32Array([1]).buffer)[0] == 1;

  function words(d, start, count) {
    if (little && d.buffer && !(d.byteOffset + start & 3)) return new Int32Array(d.buffer, d.byteOffset + start, count);
    var found = R.bytes.numbers(count);
    for (var i = 0; i < count; i++) found[i] = word(d, start + 4 * i);
    return found;
  }

  // Four lanes, two at a time so that the processor has something to do while it multiplies; everything in local
  // variables, since this is most of the work.
  function stripes(w, lanes) {
    for (var lane = 0; lane < 8; lane += 4) {
      var h = lanes[lane], l = lanes[lane + 1], h2 = lanes[lane + 2], l2 = lanes[lane + 3];
      var x = 0, y = 0, x2 = 0, y2 = 0, s = 0, s2 = 0;
      for (var at = lane, end = w.length; at < end; at += 8) {
        y = w[at];
        x = w[at + 1];
        y2 = w[at + 2];
        x2 = w[at + 3];
        s = multiply(y, P2L);
        s2 = multiply(y2, P2L);
        x = (((y >>> 0) * P2U - (s >>> 0)) * SMALL + 0.5 >>> 0) + multiply(x, P2L) + multiply(y, P2H) | 0;
        x2 = (((y2 >>> 0) * P2U - (s2 >>> 0)) * SMALL + 0.5 >>> 0) + multiply(x2, P2L) + multiply(y2, P2H) | 0;
        y = l + s | 0;
        h = h + x + (y >>> 0 < l >>> 0 ? 1 : 0) | 0;
        y2 = l2 + s2 | 0;
        h2 = h2 + x2 + (y2 >>> 0 < l2 >>> 0 ? 1 : 0) | 0;
        x = h << 31 | y >>> 1;
        y = y << 31 | h >>> 1;
        x2 = h2 << 31 | y2 >>> 1;
        y2 = y2 << 31 | h2 >>> 1;
        l = multiply(y, P1L);
        l2 = multiply(y2, P1L);
        h = (((y >>> 0) * P1U - (l >>> 0)) * SMALL + 0.5 >>> 0) + multiply(x, P1L) + multiply(y, P1H) | 0;
        h2 = (((y2 >>> 0) * P1U - (l2 >>> 0)) * SMALL + 0.5 >>> 0) + multiply(x2, P1L) + multiply(y2, P1H) | 0;
      }
      lanes[lane] = h;
      lanes[lane + 1] = l;
      lanes[lane + 2] = h2;
      lanes[lane + 3] = l2;
    }
  }

  return function (d, start, end) {
    var i = start, h = P5H, l = P5L, j, lanes;
    if (end - start >= 32) {
      plus(P1H, P1L, P2H, P2L);
      lanes = [high, low, P2H, P2L, 0, 0, 0, 0];
      plus(~P1H, ~P1L, 0, 1);
      lanes[6] = high;
      lanes[7] = low;
      stripes(words(d, i, (end - start & ~31) / 4), lanes);
      i += end - start & ~31;
      h = l = 0;
      for (j = 0; j < 4; j++) {
        rotate(lanes[2 * j], lanes[2 * j + 1], [1, 7, 12, 18][j]);
        plus(h, l, high, low);
        h = high;
        l = low;
      }
      for (j = 0; j < 8; j += 2) {
        round(0, 0, lanes[j], lanes[j + 1]);
        times(h ^ high, l ^ low, P1H, P1L, P1U);
        plus(high, low, P4H, P4L);
        h = high;
        l = low;
      }
    }
    plus(h, l, 0, end - start);
    h = high;
    l = low;
    for (; i + 8 <= end; i += 8) {
      round(0, 0, word(d, i + 4), word(d, i));
      rotate(h ^ high, l ^ low, 27);
      times(high, low, P1H, P1L, P1U);
      plus(high, low, P4H, P4L);
      h = high;
      l = low;
    }
    if (i + 4 <= end) {
      times(0, word(d, i), P1H, P1L, P1U);
      rotate(h ^ high, l ^ low, 23);
      times(high, low, P2H, P2L, P2U);
      plus(high, low, P3H, P3L);
      h = high;
      l = low;
      i += 4;
    }
    for (; i < end; i++) {
      times(0, d[i], P5H, P5L, P5U);
      rotate(h ^ high, l ^ low, 11);
      times(high, low, P1H, P1L, P1U);
      h = high;
      l = low;
    }
    times(h, l ^ h >>> 1, P2H, P2L, P2U);
    h = high;
    l = low;
    times(h ^ h >>> 29, l ^ (h << 3 | l >>> 29), P3H, P3L, P3U);
    return (low ^ high) >>> 0;
  };
})();
