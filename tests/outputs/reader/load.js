// Loads reader files into a fresh global object: load(script path, {plain: true}) gives R without typed arrays.
var fs = require("fs");
var vm = require("vm");

exports.load = function (path, options) {
  var sandbox = (options && options.globals) || {};
  vm.createContext(sandbox);
  if (options && options.plain) {
    vm.runInContext("delete this.Uint8Array; delete this.Int32Array; delete this.TextDecoder; Math.imul = undefined;"
      + "String.prototype.normalize = undefined;", sandbox);
  }
  vm.runInContext(fs.readFileSync(path, "utf8"), sandbox, { filename: path });
  return sandbox.R;
};

exports.bytesFor = function (R, buffer) {
  return R.bytes.typed ? new Uint8Array(buffer) : Array.prototype.slice.call(buffer);
};

// A small generator of numbers, the same on every run.
exports.random = function (seed) {
  return function (below) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 2147483648 * below);
  };
};
