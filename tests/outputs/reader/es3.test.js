// node es3.test.js FILE...: every file is ECMAScript 3 and uses no later method or global without asking for it first.
var fs = require("fs");
var acorn = require("acorn");

var LATER = /\.(forEach|map|filter|reduce|some|every|bind|trim|includes|startsWith|endsWith|repeat|padStart|querySelector|querySelectorAll|getElementsByClassName|closest)\s*\(/;
var LATER_NAMES = /\b(Promise|Map|Set|WeakMap|Symbol|Proxy|fetch|XMLHttpRequest|localStorage|sessionStorage|indexedDB|document\.cookie|JSON|Object\.keys|Object\.create|Array\.isArray|Array\.from)\b/;

process.argv.slice(2).forEach(function (path) {
  var text = fs.readFileSync(path, "utf8");
  acorn.parse(text, { ecmaVersion: 3, sourceType: "script", allowReserved: false });
  var code = text.replace(/\/\/.*/g, "").replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  var found = LATER.exec(code) || LATER_NAMES.exec(code);
  if (found) throw new Error(path + ": " + found[0]);
});
console.log(process.argv.length - 2 + " files");
