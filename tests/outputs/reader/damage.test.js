// node damage.test.js SCRIPT FOLDER COUNT: damaged frames give an error, or, without a checksum, some bytes; never a hang.
var fs = require("fs");
var path = require("path");
var harness = require("./load.js");

var R = harness.load(process.argv[2]), folder = process.argv[3], count = +process.argv[4];
var random = harness.random(7), slowest = 0, errors = 0, unnoticed = 0, tried = 0;
var names = fs.readdirSync(folder).filter(function (name) { return /\.zst$/.test(name); }).sort();

function attempt(name, bytes, wanted, checked) {
  var start = Date.now(), got = null;
  tried++;
  try {
    got = R.zstd.decode(new Uint8Array(bytes));
  } catch (error) {
    errors++;
    if (!/^zstd: /.test(error.message)) throw new Error(name + ": " + error.stack);
  }
  slowest = Math.max(slowest, Date.now() - start);
  if (got && Buffer.compare(Buffer.from(got), wanted)) {
    unnoticed++;
    if (checked) throw new Error(name + ": wrong bytes in spite of the checksum");
  }
}

for (var n = 0; n < count; n++) {
  var name = names[random(names.length)], bytes = fs.readFileSync(path.join(folder, name));
  var wanted = fs.readFileSync(path.join(folder, name.replace(/\..*/, ".raw")));
  if (bytes.length > 60000) continue;
  var checked = /\.1\.zst$|stream/.test(name) && wanted.length > 0;
  var kind = random(4), at = random(bytes.length);
  if (kind === 0) {
    bytes = bytes.slice(0, at);
  } else if (kind == 1) {
    bytes[at] ^= 1 << random(8);
  } else if (kind == 2) {
    for (var i = 0; i < 12; i++) bytes[random(bytes.length)] = random(256);
  } else {
    at = random(Math.min(bytes.length, 40));
    bytes[at] = random(256);
  }
  // A changed header may say that there is no checksum, or turn the frame into one that is skipped.
  attempt(name, bytes, wanted, checked && kind == 1 && at > 4);
}
if (slowest > 3000) throw new Error("one took " + slowest + " ms");
console.log(tried + " tried, " + errors + " errors, " + unnoticed + " unnoticed, slowest " + slowest + " ms");
