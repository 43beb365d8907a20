// XXH64 with seed 0, low 32 bits: the content checksum of Zstandard frames. 64-bit numbers are pairs of 32-bit halves.
R.xxh64 = (function () {
  var multiply = Math.imul || function (a, b) {
    return (a & 65535) * b + ((a >>> 16) * b << 16) | 0;
  };
  // Halves of the five primes, and 16-bit limbs of their low halves.
  var P1 = prime(0x9E3779B1, 0x85EBCA87), P2 = prime(0xC2B2AE3D, 0x27D4EB4F), P3 = prime(0x165667B1, 0x9E3779F9);
  var P4 = prime(0x85EBCA77, 0xC2B2AE63), P5 = prime(0x27D4EB2F, 0x165667C5);
  // The result of the last operation.
  var high = 0, low = 0;

  function prime(h, l) { return { high: h | 0, low: l | 0, low0: l & 65535, low1: l >>> 16 }; }

  // (h, l) * p modulo 2^64.
  function times(h, l, p) {
    var a0 = l & 65535, a1 = l >>> 16, b0 = p.low0, b1 = p.low1;
    var middle = a1 * b0 + (a0 * b0 >>> 16), cross = a0 * b1 + (middle & 65535);
    var carry = a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536);
    high = carry + multiply(h, p.low) + multiply(l, p.high) | 0;
    low = multiply(l, p.low);
  }

  function plus(h, l, h2, l2) {
    var sum = (l >>> 0) + (l2 >>> 0);
    low = sum | 0;
    high = h + h2 + (sum > 4294967295 ? 1 : 0) | 0;
  }

  function rotate(h, l, n) {
    if (n > 31) {
      n -= 32;
      var t = h;
      h = l;
      l = t;
    }
    high = n ? h << n | l >>> 32 - n : h;
    low = n ? l << n | h >>> 32 - n : l;
  }

  function round(h, l, inputHigh, inputLow) {
    times(inputHigh, inputLow, P2);
    plus(h, l, high, low);
    rotate(high, low, 31);
    times(high, low, P1);
  }

  function word(d, i) { return d[i] | d[i + 1] << 8 | d[i + 2] << 16 | d[i + 3] << 24; }

  return function (d, start, end) {
    var i = start, h, l, j, lanes;
    if (end - start >= 32) {
      plus(P1.high, P1.low, P2.high, P2.low);
      lanes = [high, low, P2.high, P2.low, 0, 0, 0, 0];
      plus(~P1.high, ~P1.low, 0, 1);
      lanes[6] = high;
      lanes[7] = low;
      for (; i + 32 <= end; i += 32) {
        for (j = 0; j < 8; j += 2) {
          round(lanes[j], lanes[j + 1], word(d, i + j * 4 + 4), word(d, i + j * 4));
          lanes[j] = high;
          lanes[j + 1] = low;
        }
      }
      h = l = 0;
      for (j = 0; j < 4; j++) {
        rotate(lanes[2 * j], lanes[2 * j + 1], [1, 7, 12, 18][j]);
        plus(h, l, high, low);
        h = high;
        l = low;
      }
      for (j = 0; j < 8; j += 2) {
        round(0, 0, lanes[j], lanes[j + 1]);
        times(h ^ high, l ^ low, P1);
        plus(high, low, P4.high, P4.low);
        h = high;
        l = low;
      }
    } else {
      h = P5.high;
      l = P5.low;
    }
    plus(h, l, 0, end - start);
    h = high;
    l = low;
    for (; i + 8 <= end; i += 8) {
      round(0, 0, word(d, i + 4), word(d, i));
      rotate(h ^ high, l ^ low, 27);
      times(high, low, P1);
      plus(high, low, P4.high, P4.low);
      h = high;
      l = low;
    }
    if (i + 4 <= end) {
      times(0, word(d, i), P1);
      rotate(h ^ high, l ^ low, 23);
      times(high, low, P2);
      plus(high, low, P3.high, P3.low);
      h = high;
      l = low;
      i += 4;
    }
    for (; i < end; i++) {
      times(0, d[i], P5);
      rotate(h ^ high, l ^ low, 11);
      times(high, low, P1);
      h = high;
      l = low;
    }
    times(h, l ^ h >>> 1, P2);
    h = high;
    l = low;
    times(h ^ h >>> 29, l ^ (h << 3 | l >>> 29), P3);
    return (low ^ high) >>> 0;
  };
})();
