// Byte arrays: typed where the engine has them, plain arrays of numbers elsewhere.
R.bytes = (function () {
  var typed = typeof Uint8Array != "undefined" && !!Uint8Array.prototype && !!Uint8Array.prototype.subarray;

  function make(length) {
    if (typed) return new Uint8Array(length);
    var plain = [];
    for (var i = 0; i < length; i++) plain[i] = 0;
    return plain;
  }

  // A table of small signed numbers (decoder states, lengths, offsets).
  function numbers(length) {
    return typed ? new Int32Array(length) : make(length);
  }

  function slice(bytes, start, end) {
    return bytes.subarray ? bytes.subarray(start, end) : bytes.slice(start, end);
  }

  // Copies bytes[start..end) to target[at...).
  function copy(bytes, start, end, target, at) {
    if (end - start > 32 && target.set && bytes.subarray) {
      target.set(bytes.subarray(start, end), at);
      return;
    }
    while (start < end) target[at++] = bytes[start++];
  }

  return { typed: typed, make: make, numbers: numbers, slice: slice, copy: copy };
})();
