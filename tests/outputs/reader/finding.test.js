// node finding.test.js SCRIPTS NAMES TABLES SKELETONS QUESTIONS WRITTEN: case tables of what queries are read as.
var fs = require("fs");
var R = require("../../../checks/reader/search_host.js").host(process.argv[2], process.argv[3].split(","), "").R;
var failures = [];
R.tables.read(fs.readFileSync(process.argv[4], "utf8"));

function rows(file) {
  return fs.readFileSync(file, "utf8").split("\n").filter(function (line) { return line && line.charAt(0) != "#"; })
    .map(function (line) { return line.split("\t"); });
}

function same(got, wanted, what) {
  if (got !== wanted) failures.push(what + ": " + JSON.stringify(got) + ", not " + JSON.stringify(wanted));
}

var jamo = {};
"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".split("").forEach(function (c, i) { jamo[R.tables.consonants.charAt(i)] = c; });
rows(process.argv[5]).forEach(function (row) {
  var got = R.consonants.skeletons(row[0]).map(function (keys) {
    return keys.split("").map(function (c) { return jamo[c] || c; }).join("");
  });
  same(got.join("|"), row[1], "skeletons of " + row[0]);
});
rows(process.argv[6]).forEach(function (row) { same(R.questions.name(row[0]), row[1], row[0]); });
rows(process.argv[7]).forEach(function (row) {
  var all = R.readings.written(row[0]);
  if (all.indexOf(row[1]) < 0) failures.push(row[0] + ": " + JSON.stringify(all) + ", not " + row[1]);
});
same(R.readings.spoken("2차방정식"), "이차방정식", "spoken");
same(R.readings.softer("싸인").join(), "사인", "softer");
if (failures.length) {
  console.error(failures.join("\n"));
  process.exit(1);
}
