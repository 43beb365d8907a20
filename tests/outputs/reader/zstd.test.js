// node zstd.test.js SCRIPT FOLDER: every frame of the folder byte for byte, with typed arrays and without.
var fs = require("fs");
var path = require("path");
var harness = require("./load.js");

var script = process.argv[2], folder = process.argv[3];
var typed = harness.load(script), plain = harness.load(script, { plain: true });
if (plain.bytes.typed) throw new Error("typed arrays are still there");
var seen = { literals: {}, modes: {}, blocks: 0 };

function watch(R) {
  var read = R.zstdLiterals.read, run = R.zstdSequences.run;
  R.zstdLiterals.read = function (data, at, end, frame) {
    seen.literals[data[at] & 3] = true;
    if ((data[at] & 3) > 1) seen.literals[data[at] >> 2 & 3 ? "four" : "single"] = true;
    return read(data, at, end, frame);
  };
  R.zstdSequences.run = function (data, at, end, literals, frame, out) {
    seen.blocks++;
    if (data[at]) {
      var modes = data[at + (data[at] < 128 ? 1 : data[at] < 255 ? 2 : 3)];
      seen.modes[modes >> 6] = seen.modes[modes >> 4 & 3] = seen.modes[modes >> 2 & 3] = true;
    }
    return run(data, at, end, literals, frame, out);
  };
}
watch(typed);

var checked = 0;
fs.readdirSync(folder).sort().forEach(function (name) {
  if (!/\.zst$/.test(name)) return;
  var frame = fs.readFileSync(path.join(folder, name));
  var wanted = fs.readFileSync(path.join(folder, name.replace(/\..*/, ".raw")));
  [typed, plain].forEach(function (R) {
    // Plain arrays are slow; a part of the frames has every kind of block.
    if (R === plain && !/\.(-5|3|19)\.1\.|stream|frames/.test(name)) return;
    var got = Buffer.from(R.zstd.decode(harness.bytesFor(R, frame)));
    if (Buffer.compare(got, wanted)) throw new Error(name + (R === plain ? " (plain arrays)" : "") + " differs");
    checked++;
  });
});
var kinds = Object.keys(seen.literals).sort().join() + " " + Object.keys(seen.modes).sort().join();
if (kinds != "0,1,2,3,four,single 0,1,2,3") throw new Error("the frames have only " + kinds);
console.log(checked + " decoded, " + seen.blocks + " compressed blocks");
