// node copies.test.js SCRIPT FOLDER: the loader over a folder in which the first file of a kind is damaged.
var fs = require("fs");
var path = require("path");
var vm = require("vm");
var harness = require("./load.js");

var script = process.argv[2], folder = process.argv[3];
var DAMAGE = {
  sound: function (text) { return text; },
  missing: function () { return null; },
  empty: function () { return ""; },
  cut: function (text) { return text.substring(0, text.length * 2 / 3); },
  flipped: function (text) {
    var at = text.length - 40;
    return text.substring(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.substring(at + 1);
  }
};

// Loads a shard where files are damaged: {"B/00/00": "cut"}; the files asked for, answers, and what the loader says is lost.
function run(kind, harm) {
  var sandbox = {}, asked = [], answers = [], told = 0, R;
  sandbox.document = {
    createElement: function () { return {}; },
    getElementsByTagName: function () { return [{ appendChild: load }]; }
  };
  function load(element) {
    var name = element.src.replace(/^data\/|\.\w+$/g, ""), text = "";
    asked.push(name);
    var bytes = fs.readFileSync(path.join(folder, element.src.replace(/^data\//, "")));
    for (var i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] < 128 ? bytes[i] : 0xF700 + bytes[i]);
    text = DAMAGE[harm[name] || "sound"](text);
    if (text === null) return element.onerror();
    try { vm.runInContext(text, sandbox); } catch (e) { /* as a browser does: the script ends, and onload comes */ }
    element.onload();
  }
  R = harness.load(script, { globals: sandbox });
  R.shards.listen(function () { told++; });
  R.shards.load(kind, 0, function (error, bytes) { answers.push(error ? "error" : Buffer.from(bytes).toString()); });
  return { asked: asked, answers: answers, lost: R.shards.losses(), told: told, failed: R.shards.failed(), R: R };
}

function same(found, wanted, what) {
  if (JSON.stringify(found) != JSON.stringify(wanted)) throw new Error(what + ": " + JSON.stringify(found) + ", not " + JSON.stringify(wanted));
}

var tried = 0;
["B", "S"].forEach(function (kind, copy) {
  var root = kind + "/00/00", other = "K/00/0" + copy, sound = run(kind, {});
  same(sound.asked, [root], "files of a sound drive");
  Object.keys(DAMAGE).forEach(function (damage) {
    if (damage == "sound") return;
    var harm = {}, found;
    harm[root] = damage;
    found = run(kind, harm);
    same(found.answers, sound.answers, root + " " + damage);
    same([found.asked, found.lost.length, found.failed], [[root, other], 0, 0], root + " " + damage);
    harm[other] = damage;
    found = run(kind, harm);
    same(found.answers, ["error"], "both " + damage);
    same(found.lost.map(function (each) { return each.kind + each.number; }), [kind + "0"], "both " + damage);
    if (!found.told || !found.failed) throw new Error("nobody is told of both " + damage);
    tried += 2;
  });
});
// A file without a copy: the answer is an error, once, and the file is lost until it can be read again.
var harm = { "A/00/00": "cut" }, found = run("A", harm);
same([found.answers, found.failed, found.lost[0].path.replace(/\.\w+$/, "")], [["error"], 1, "data/A/00/00"], "cut");
delete harm["A/00/00"];
found.R.shards.load("A", 0, function (error) { same([!!error, found.R.shards.losses().length], [false, 0], "read again"); });
console.log(tried + " damages of the roots answered");
