// The reader's search in node: its own scripts, its own shards, and a document that loads script files from a folder.
var fs = require("fs");
var path = require("path");
var vm = require("vm");

// scripts: names in the reader's order; folder: the folder that holds data/. Counts the bytes that are read, also by kind of file.
exports.host = function (scriptFolder, scripts, folder, plain) {
  var stats = { bytes: 0, files: 0, kinds: {} };
  var sandbox = { setTimeout: setTimeout, clearTimeout: clearTimeout };
  var head = {
    appendChild: function (element) {
      var file = path.join(folder, element.src), text = null;
      try {
        text = fs.readFileSync(file, "latin1");
      } catch (e) {
        text = null;
      }
      setImmediate(function () {
        if (text === null) return element.onerror && element.onerror();
        stats.bytes += text.length;
        stats.files++;
        var kind = element.src.split("/")[1];
        stats.kinds[kind] = (stats.kinds[kind] || 0) + text.length;
        vm.runInContext(text, sandbox);
        if (element.onload) element.onload();
      });
    },
    removeChild: function () {}
  };
  sandbox.document = {
    createElement: function () { return {}; },
    getElementsByTagName: function () { return [head]; }
  };
  vm.createContext(sandbox);
  if (plain) {
    vm.runInContext("delete this.Uint8Array; delete this.Int32Array; delete this.Float32Array; delete this.TextDecoder;" +
      "String.prototype.normalize = undefined;", sandbox);
  }
  scripts.forEach(function (name) {
    var file = path.join(scriptFolder, name + ".js");
    vm.runInContext(fs.readFileSync(file, "utf8"), sandbox, { filename: file });
  });
  return { R: sandbox.R, stats: stats };
};
