// UTF-8 bytes to a string and back.
R.utf8 = (function () {
  var native_decoder = null;
  if (R.bytes.typed && typeof TextDecoder != "undefined") {
    try { native_decoder = new TextDecoder("utf-8"); } catch (e) { native_decoder = null; }
  }

  function decode(bytes, start, end) {
    start = start || 0;
    if (end === undefined) end = bytes.length;
    // Below about forty bytes the call into TextDecoder costs more than the loop.
    if (native_decoder && bytes.subarray && end - start > 40) return native_decoder.decode(bytes.subarray(start, end));
    var units = [], text = "", code, b;
    while (start < end) {
      b = bytes[start++];
      if (b < 128) {
        units.push(b);
      } else if (b < 224) {
        units.push((b & 31) << 6 | bytes[start++] & 63);
      } else if (b < 240) {
        units.push((b & 15) << 12 | (bytes[start] & 63) << 6 | bytes[start + 1] & 63);
        start += 2;
      } else {
        code = ((b & 7) << 18 | (bytes[start] & 63) << 12 | (bytes[start + 1] & 63) << 6 | bytes[start + 2] & 63) - 65536;
        start += 3;
        units.push(55296 | code >> 10, 56320 | code & 1023);
      }
      if (units.length > 4000) {
        text += String.fromCharCode.apply(null, units);
        units = [];
      }
    }
    return text + String.fromCharCode.apply(null, units);
  }

  function encode(text) {
    var out = [], code, low;
    for (var i = 0; i < text.length; i++) {
      code = text.charCodeAt(i);
      if (code >= 55296 && code < 56320 && i + 1 < text.length) {
        low = text.charCodeAt(i + 1);
        if (low >= 56320 && low < 57344) {
          code = 65536 + ((code & 1023) << 10 | low & 1023);
          i++;
        }
      }
      if (code < 128) out.push(code);
      else if (code < 2048) out.push(192 | code >> 6, 128 | code & 63);
      else if (code < 65536) out.push(224 | code >> 12, 128 | code >> 6 & 63, 128 | code & 63);
      else out.push(240 | code >> 18, 128 | code >> 12 & 63, 128 | code >> 6 & 63, 128 | code & 63);
    }
    return out;
  }

  return { decode: decode, encode: encode };
})();
