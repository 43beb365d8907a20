// node sort.test.js SCRIPTS NAMES: columns of tables (sort.tsv) come out in the order that they should have, both ways.
var fs = require("fs");
var path = require("path");
var R = require("../../../checks/reader/search_host.js").host(process.argv[2], process.argv[3].split(","), "").R;
var failed = 0, count = 0;

function check(cells, down, wanted) {
  var places = R.sort_tables.order(cells, down), found = [];
  for (var i = 0; i < places.length; i++) found.push(cells[places[i]]);
  count++;
  if (found.join("|") == wanted) return;
  failed++;
  console.log(wanted + "\n  came out as " + found.join("|"));
}

fs.readFileSync(path.join(__dirname, "sort.tsv"), "utf8").split("\n").forEach(function (line) {
  if (!line || line.charAt(0) == "#") return;
  var columns = line.split("\t");
  check(columns[0].split("|"), false, columns[1]);
  check(columns[0].split("|"), true, columns[2]);
});

// Rows that are alike stay in their order, however many.
var cells = [], first = [];
for (var n = 0; n < 600; n++) {
  cells.push(String(n % 3));
  if (n % 3 === 0) first.push(n);
}
count++;
if (R.sort_tables.order(cells, false).slice(0, 200).join() != first.join()) {
  failed++;
  console.log("equal rows changed places");
}
console.log(failed ? failed + " of " + count + " failed" : "ok " + count);
process.exit(failed ? 1 : 0);
