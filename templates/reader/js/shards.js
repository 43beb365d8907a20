// Loading data from script files beside the page: the only channel that every browser allows on file://. They are not
// named .js, because a double click would run them; a name that every engine takes for text is also read as a script.
// A shard file calls R.shards.take(kind, number, text); docs/formats.md describes its bytes.
R.shards = (function () {
  var BASE = "data/";
  // Decoded shards that are kept, in bytes; about eight to twenty of them.
  var KEEP = 8388608;
  var byteOf = null;
  var waiting = {};
  var kept = {}, order = [], keptSize = 0, closed = false;
  // Files without which nothing starts lie on the drive twice: "kind and number" to the number of the copy, of kind K.
  var COPIES = { B0: 0, S0: 1 }, copying = {};
  // The file that the self-check reads.
  var probing = "";
  // Files that could not be read when they were last asked for, by their keys; how often that happened; who is told.
  var lost = {}, failures = 0, listener = null;
  // First item number of each shard of a kind, and the number of items at the end.
  var tables = {};

  function hex(n) { return (n < 16 ? "0" : "") + n.toString(16); }

  function path(kind, number) {
    var volume = number >> 16;
    return BASE + kind + (volume ? volume : "") + "/" + hex(number >> 8 & 255) + "/" + hex(number & 255) + ".txt";
  }

  // Every file passes through this charset; text must be the 256 byte values in order. Says whether they can be told apart.
  function calibrate(text) {
    var seen = {}, i, code, plain = true;
    if (text.length != 256) return false;
    for (i = 0; i < 256; i++) {
      code = text.charCodeAt(i);
      if (seen[code] !== undefined) return false;
      seen[code] = i;
      if ((code & 255) != i) plain = false;
    }
    byteOf = plain ? null : seen;
    return true;
  }

  function bytesOf(text) {
    var length = text.length, bytes = R.bytes.make(length), i;
    if (byteOf) for (i = 0; i < length; i++) bytes[i] = byteOf[text.charCodeAt(i)];
    else for (i = 0; i < length; i++) bytes[i] = text.charCodeAt(i) & 255;
    return bytes;
  }

  // Adler-32 of the stored bytes: much cheaper than a checksum of what they decode to.
  function adler(bytes) {
    var a = 1, b = 0, i = 0, length = bytes.length, stop;
    while (i < length) {
      for (stop = Math.min(i + 3800, length); i < stop; i++) {
        a += bytes[i];
        b += a;
      }
      a %= 65521;
      b %= 65521;
    }
    return b * 65536 + a;
  }

  // Called by the shard files.
  function take(kind, number, text, sum) {
    var key = kind + number, bytes;
    if (!waiting[key]) return;
    try {
      bytes = bytesOf(text);
      if (adler(bytes) != sum) throw new Error("shard " + path(kind, number) + " is damaged");
      bytes = R.zstd.decode(bytes);
    } catch (e) {
      fail(kind, number, e);
      return;
    }
    if (probing == key) settle(key, null, bytes);
    else found(key, bytes);
  }

  function found(key, bytes) {
    delete lost[key];
    keep(key, bytes);
    settle(key, null, bytes);
  }

  // A file is missing, cut or changed: its copy answers, or whoever asked is told.
  function fail(kind, number, error) {
    var key = kind + number, copy = COPIES[key];
    if (probing == key) return settle(key, error, null);
    if (copy === undefined) return lose(kind, number, error);
    // A damaged file fails twice: when it calls, and when its script has ended.
    if (copying[key]) return;
    copying[key] = true;
    load("K", copy, function (none, bytes) {
      delete copying[key];
      if (none) lose(kind, number, error);
      else found(key, bytes);
    });
  }

  function lose(kind, number, error) {
    failures++;
    lost[kind + number] = { kind: kind, number: number, path: path(kind, number) };
    settle(kind + number, error, null);
    if (listener) listener();
  }

  function settle(key, error, bytes) {
    var callbacks = waiting[key];
    delete waiting[key];
    for (var i = 0; callbacks && i < callbacks.length; i++) callbacks[i](error, bytes);
  }

  function keep(key, bytes) {
    kept[key] = bytes;
    order.push(key);
    keptSize += bytes.length;
    while (keptSize > KEEP && order.length > 1) {
      var old = order.shift();
      keptSize -= kept[old].length;
      delete kept[old];
    }
  }

  // Gives callback(error, bytes) the decoded payload of a shard; at once if it is still in memory.
  function load(kind, number, callback) {
    var key = kind + number, i;
    if (closed) return;
    if (kept[key]) {
      for (i = 0; i < order.length; i++) if (order[i] == key) order.splice(i, 1);
      order.push(key);
      callback(null, kept[key]);
      return;
    }
    if (waiting[key]) {
      waiting[key].push(callback);
      return;
    }
    waiting[key] = [callback];
    script(path(kind, number), function () {
      if (waiting[key]) fail(kind, number, new Error("shard " + path(kind, number)));
    });
  }

  function script(address, done) {
    var element = document.createElement("script");
    element.charset = "x-user-defined";
    function finish() {
      if (!element) return;
      if (element.parentNode) element.parentNode.removeChild(element);
      element = element.onload = element.onerror = element.onreadystatechange = null;
      done();
    }
    element.onload = element.onerror = finish;
    element.onreadystatechange = function () {
      if (element && (element.readyState == "loaded" || element.readyState == "complete")) finish();
    };
    element.src = address;
    document.getElementsByTagName("head")[0].appendChild(element);
  }

  // A number of 7-bit groups, lowest first, at bytes[cursor.at]; moves the cursor.
  function varint(bytes, cursor) {
    var value = 0, factor = 1, b;
    do {
      b = bytes[cursor.at++];
      value += (b & 127) * factor;
      factor *= 128;
    } while (b > 127);
    return value;
  }

  // Start and end of item index of a shard that holds items; the last item may end in the next shards.
  function range(bytes, index) {
    var cursor = { at: 0 }, carry = varint(bytes, cursor), count = varint(bytes, cursor), start = 0, length = 0;
    if (index >= count) return null;
    for (var i = 0; i < count; i++) {
      if (i > index) {
        varint(bytes, cursor);
      } else {
        start += length;
        length = varint(bytes, cursor);
      }
    }
    start += cursor.at + carry;
    return { start: start, end: start + length };
  }

  // The part of a shard that ends an item of the shards before.
  function carried(bytes) {
    var cursor = { at: 0 }, carry = varint(bytes, cursor), count = varint(bytes, cursor);
    while (count--) varint(bytes, cursor);
    return { start: cursor.at, end: cursor.at + carry };
  }

  // Which shard holds item number item of a kind, and which place it has there.
  function place(kind, item) {
    var firsts = tables[kind], low = 0, high = firsts ? firsts.length - 1 : 0, middle;
    if (!firsts || item < 0 || item >= firsts[high]) return null;
    while (high - low > 1) {
      middle = low + high >> 1;
      if (firsts[middle] <= item) low = middle;
      else high = middle;
    }
    return { shard: low, index: item - firsts[low] };
  }

  // Gives callback(error, bytes, start, end): the item lies in bytes[start...end).
  function item(kind, number, callback) {
    var where = place(kind, number);
    if (!where) {
      callback(new Error("item " + kind + number), null, 0, 0);
      return;
    }
    load(kind, where.shard, function (error, bytes) {
      var part = error ? null : range(bytes, where.index);
      if (!part) callback(error || new Error("item " + kind + number), null, 0, 0);
      else if (part.end <= bytes.length) callback(null, bytes, part.start, part.end);
      else gather(kind, where.shard, bytes, part, callback);
    });
  }

  // Puts an item together whose end lies in the next shards.
  function gather(kind, shard, bytes, part, callback) {
    var whole = R.bytes.make(part.end - part.start), have = bytes.length - part.start;
    R.bytes.copy(bytes, part.start, bytes.length, whole, 0);
    function next() {
      load(kind, ++shard, function (error, more) {
        if (error) return callback(error, null, 0, 0);
        var rest = carried(more);
        if (rest.end == rest.start || have + rest.end - rest.start > whole.length) {
          return callback(new Error("item in " + path(kind, shard)), null, 0, 0);
        }
        R.bytes.copy(more, rest.start, rest.end, whole, have);
        have += rest.end - rest.start;
        if (have < whole.length) next();
        else callback(null, whole, 0, have);
      });
    }
    next();
  }

  // Gives callback(error) of this very file, read anew: neither what is in memory nor a copy answers for it.
  function probe(kind, number, callback) {
    var key = kind + number;
    if (closed) return;
    if (waiting[key] || probing) return setTimeout(function () { probe(kind, number, callback); }, 20);
    probing = key;
    waiting[key] = [function (error) {
      probing = "";
      callback(error);
    }];
    script(path(kind, number), function () {
      if (waiting[key]) fail(kind, number, new Error("shard " + path(kind, number)));
    });
  }

  // The files that could not be read, as {kind, number, path}.
  function losses() {
    var list = [];
    for (var key in lost) if (lost[key].kind != "K") list.push(lost[key]);
    return list;
  }

  // How many readings have failed up to now: whoever compares before and after knows whether an answer is whole.
  function failed() { return failures; }

  // Calls tell whenever a file could not be read.
  function listen(tell) { listener = tell; }

  // Frees the decoded shards; the next question reads its files again.
  function drop() {
    kept = {};
    order = [];
    keptSize = 0;
  }

  // For good: what was asked before the page went gets no answer, and a search in flight reads no more files.
  function forget() {
    closed = true;
    drop();
    waiting = {};
    byteOf = null;
    lost = {};
    copying = {};
    probing = "";
    failures = 0;
    listener = null;
    for (var kind in tables) delete tables[kind];
  }

  R.part({ forget: forget });

  return {
    path: path, calibrate: calibrate, take: take, load: load, script: script, varint: varint, place: place, item: item,
    range: range, tables: tables, drop: drop, losses: losses, probe: probe, failed: failed, listen: listen
  };
})();
