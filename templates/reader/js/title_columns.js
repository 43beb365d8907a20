// Entries of a title shard: columns to arrays (packager/outputs/reader/search/title_entries.py writes them).
R.title_columns = (function () {
  // A sorted list of keys, each stored as how much it shares with the one before and the rest.
  function keys(bytes, cursor) {
    var count = R.shards.varint(bytes, cursor), found = [], before = "", shared, length, i;
    for (i = 0; i < count; i++) {
      shared = R.shards.varint(bytes, cursor);
      length = R.shards.varint(bytes, cursor);
      before = before.substring(0, shared) + R.utf8.decode(bytes, cursor.at, cursor.at + length);
      cursor.at += length;
      found.push(before);
    }
    return found;
  }

  function read(bytes, cursor) {
    var count = R.shards.varint(bytes, cursor), length = R.shards.varint(bytes, cursor), at, i;
    var starts = R.bytes.numbers(count);
    var lines = R.utf8.decode(bytes, cursor.at, cursor.at + length).split("\n");
    cursor.at += length;
    // Most are one byte.
    for (i = 0, at = cursor.at; i < count; i++) {
      if (bytes[at] < 128) starts[i] = bytes[at++];
      else {
        cursor.at = at;
        starts[i] = R.shards.varint(bytes, cursor);
        at = cursor.at;
      }
    }
    return { count: count, lines: lines, starts: starts, bytes: bytes, at: at };
  }

  // The columns that are a shard of their own, read once for as long as its bytes are kept.
  function whole(bytes) {
    if (!bytes.columns) bytes.columns = read(bytes, { at: 0 });
    return bytes.columns;
  }

  // Entry i of the columns.
  function entry(columns, i) {
    var bytes = columns.bytes, at = columns.at + i, count = columns.count, names = columns.lines[i].split("\t");
    return {
      title: names[0], target: names[1] || "", fragment: names[2] || "", start: columns.starts[i] >> 1,
      redirect: columns.starts[i] & 1, item: bytes[at] | bytes[at + count] << 8 | bytes[at + 2 * count] << 16,
      weight: bytes[at + 3 * count]
    };
  }

  function title(columns, i) {
    var line = columns.lines[i], tab = line.indexOf("\t");
    return tab < 0 ? line : line.substring(0, tab);
  }

  return { keys: keys, read: read, whole: whole, entry: entry, title: title };
})();
