// node shards.test.js SCRIPT FOLDER DIGESTS: the reader's loader over real files, as a browser would decode them.
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");
var vm = require("vm");
var harness = require("./load.js");

var script = process.argv[2], folder = process.argv[3];
var digests = fs.readFileSync(process.argv[4], "utf8").split("\n");

// What the charsets make of a byte.
var CHARSETS = {
  "x-user-defined": function (b) { return b < 128 ? b : 0xF700 + b; },
  // windows-1252, should a browser ignore the charset attribute; five bytes keep their value.
  "windows-1252": function (b) { return b < 128 || b > 159 ? b : 0x2000 + b; }
};

function run(charset, plain) {
  var loaded = 0, sandbox = {};
  sandbox.document = {
    createElement: function () { return {}; },
    getElementsByTagName: function () { return [{ appendChild: load }]; }
  };
  function load(element) {
    loaded++;
    var bytes, text = "";
    try {
      bytes = fs.readFileSync(path.join(folder, element.src.replace(/^data\//, "")));
    } catch (e) {
      element.onerror();
      return;
    }
    for (var i = 0; i < bytes.length; i++) text += String.fromCharCode(CHARSETS[charset](bytes[i]));
    vm.runInContext(text, sandbox);
    element.onload();
  }
  var R = harness.load(script, { globals: sandbox, plain: plain });
  var checked = 0;
  R.shards.load("B", 0, function (error, data) {
    if (error) throw error;
    R.boot.open(data);
    if (Buffer.from(R.boot.block("other")).slice(6).compare(Buffer.from(Array.from(Array(256).keys())))) {
      throw new Error("boot block");
    }
    digests.forEach(function (digest, number) {
      if (plain && number % 7) return;
      R.shards.item("A", number, function (error, bytes, start, end) {
        if (error) throw error;
        var got = crypto.createHash("md5").update(Buffer.from(Array.prototype.slice.call(bytes, start, end))).digest("hex");
        if (got != digest) throw new Error("item " + number + " differs");
        checked++;
      });
    });
  });
  var missing = 0;
  R.shards.item("A", digests.length, function (error) { if (error) missing++; });
  R.shards.load("Z", 5, function (error) { if (error) missing++; });
  if (missing != 2) throw new Error("what is not there must give an error");
  return checked + " items, " + loaded + " files";
}

console.log(run("x-user-defined", false));
console.log(run("windows-1252", false));
console.log(run("x-user-defined", true));
