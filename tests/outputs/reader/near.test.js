// node near.test.js SCRIPTS NAMES TABLES ROWS CASES: pairs of rare letters and the rows under them, as Python wrote them.
var fs = require("fs");
var R = require("../../../checks/reader/search_host.js").host(process.argv[2], process.argv[3].split(","), "").R;
var bytes = new Uint8Array(fs.readFileSync(process.argv[5])), failures = [];
R.tables.read(fs.readFileSync(process.argv[4], "utf8"));
R.shards.load = function (kind, number, callback) { callback(null, bytes); };

function varint(n) { return n < 128 ? [n] : [n & 127 | 128, n >> 7]; }

JSON.parse(fs.readFileSync(process.argv[6], "utf8")).forEach(function (row) {
  var text = Array.from(Buffer.from(row[1])), title = row[0];
  // The root: the common letters, then one separator of the empty beginning.
  var near = R.near_index({ bytes: new Uint8Array(varint(text.length).concat(text, [1, 0, 1, 1])), at: 0 });
  var pairs = near.pairs(title);
  if (pairs.slice(0).sort().join() != row[2].join()) failures.push(title + ": pairs " + pairs + ", not " + row[2]);
  pairs.forEach(function (pair) {
    near.find(pair, title.length, title.length, function (found) {
      var weights = found.filter(function (each) { return each.letters == title; }).map(function (each) { return each.weight; });
      if (weights.join() != String(row[3])) failures.push(title + " under " + pair + ": " + JSON.stringify(found));
    });
  });
});
if (failures.length) {
  console.error(failures.join("\n"));
  process.exit(1);
}
