// node reader_part.test.js SCRIPTS PART: the example among the reader's own files, on a page that can only scroll.
var fs = require("fs");
var path = require("path");
var vm = require("vm");

var listeners = [], top = 0;
var sandbox = { document: { addEventListener: function (name, action) { listeners.push(action); } } };
sandbox.window = { scrollTo: function (x, y) { top = y; } };
Object.defineProperty(sandbox.window, "pageYOffset", { get: function () { return top; } });
sandbox.document.documentElement = sandbox.document.body = {};
vm.createContext(sandbox);
["namespace", "parts", "dom"].forEach(function (name) {
  vm.runInContext(fs.readFileSync(path.join(process.argv[2], name + ".js"), "utf8"), sandbox);
});
vm.runInContext(fs.readFileSync(process.argv[3], "utf8"), sandbox);

function press(code) {
  listeners.forEach(function (listener) { listener({ keyCode: code }); });
  return top;
}

function expect(found, wanted, what) {
  if (found !== wanted) throw new Error(what + ": " + found + ", not " + wanted);
}

sandbox.R.parts.start();
top = 700;
expect(press(65), 700, "another key");
expect(press(84), 0, "t");
expect(press(84), 700, "t once more");
press(84);
sandbox.R.parts.leave();
expect(press(84), 0, "t on the next page");
top = 500;
press(84);
sandbox.R.parts.forget();
expect(press(84), 0, "t after the quick way out");
