// node zstd_wide.test.js SCRIPT FOLDER: matches that reach back through a window of 8 MB.
var fs = require("fs");
var path = require("path");
var harness = require("./load.js");

var R = harness.load(process.argv[2]), folder = process.argv[3];
var got = Buffer.from(R.zstd.decode(new Uint8Array(fs.readFileSync(path.join(folder, "wide.ldm.zst")))));
if (Buffer.compare(got, fs.readFileSync(path.join(folder, "wide.raw")))) throw new Error("differs");
console.log("decoded " + got.length);
