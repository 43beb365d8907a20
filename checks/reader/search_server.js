// node search_server.js SCRIPTS NAMES FOLDER: answers requests, one JSON line each, from standard input.
// {"titles": "query", "limit": 10}, {"rank": ...}, {"text": ...}, {"answer": ...}; {"table": "A", "counts": [...]} sets a shard table.
var readline = require("readline");
var host = require("./search_host.js").host(process.argv[2], process.argv[3].split(","), process.argv[4],
  process.argv[5] == "plain");
var R = host.R, stats = host.stats;

function answer(request, done) {
  var before = stats.bytes, files = stats.files, start = process.hrtime(), used = process.cpuUsage();
  stats.kinds = {};
  function finish(results) {
    var took = process.hrtime(start), worked = process.cpuUsage(used);
    done({
      results: results, bytes: stats.bytes - before, files: stats.files - files, kinds: stats.kinds, ms: took[0] * 1e3 + took[1] / 1e6,
      cpu: (worked.user + worked.system) / 1e3
    });
  }
  if (request.forget) R.shards.drop();
  if (request.table) {
    var firsts = [0];
    request.counts.forEach(function (count, n) { firsts.push(firsts[n] + count); });
    R.shards.tables[request.table] = firsts;
    return finish([]);
  }
  R.search_root.load(function (root) {
    before = stats.bytes;
    stats.kinds = {};
    files = stats.files;
    start = process.hrtime();
    used = process.cpuUsage();
    if (request.titles !== undefined) R.titles.search(request.titles, request.limit, finish);
    else if (request.rank !== undefined) R.text_rank.rank(root, request.rank, request.limit, finish);
    else if (request.text !== undefined) {
      R.answers.texts(request.text, request.limit, finish);
    } else if (request.answer !== undefined) R.answers.search(request.answer, request.limit, finish);
  });
}

var waiting = [], busy = false;
function next() {
  if (busy || !waiting.length) return;
  busy = true;
  answer(JSON.parse(waiting.shift()), function (reply) {
    process.stdout.write(JSON.stringify(reply) + "\n");
    busy = false;
    setImmediate(next);
  });
}
readline.createInterface({ input: process.stdin }).on("line", function (line) {
  waiting.push(line);
  next();
});
