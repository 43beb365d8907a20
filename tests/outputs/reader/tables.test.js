// node tables.test.js SCRIPTS NAMES TABLES KEYS TERMS: the case tables that pytest runs too.
var fs = require("fs");
var path = require("path");
var host = require("../../../checks/reader/search_host.js").host(process.argv[2], process.argv[3].split(","), "", process.argv[7] == "plain");
var R = host.R;
var failures = [];

R.tables.read(fs.readFileSync(process.argv[4], "utf8"));
var letterOf = {};
for (var letter in R.tables.keyboard) letterOf[R.tables.keyboard[letter]] = letter;

function latin(keys) {
  return keys.split("").map(function (c) { return letterOf[c] || c; }).join("");
}

function rows(file) {
  return fs.readFileSync(file, "utf8").split("\n").filter(function (line) { return line && line.charAt(0) != "#"; })
    .map(function (line) { return line.split("\t"); });
}

function same(got, wanted, what) {
  if (got !== wanted) failures.push(what + ": " + JSON.stringify(got) + ", not " + JSON.stringify(wanted));
}

rows(process.argv[5]).forEach(function (row) {
  var text = R.keystrokes.units(row[0]), typed = R.keystrokes.typed(text, 0);
  same(latin(typed), row[1], "keys of " + row[0]);
  same(latin(R.keystrokes.folded(typed)), row[2], "folded keys of " + row[0]);
  same(latin(R.keystrokes.typedInitials(text)), row[3], "initials of " + row[0]);
});

rows(process.argv[6]).forEach(function (row) {
  var counts = {};
  R.tokens.runs(row[0].replace(/\\n/g, "\n")).forEach(function (run) {
    R.tokens.terms(run).forEach(function (term) { counts[term] = (counts[term] || 0) + 1; });
  });
  var terms = row[1].split(" ").map(function (pair) { return pair; });
  var got = Object.keys(counts).map(function (term) { return term + ":" + counts[term]; });
  same(got.sort().join(" "), terms.sort().join(" "), "terms of " + row[0]);
});

if (failures.length) {
  console.error(failures.join("\n"));
  process.exit(1);
}
