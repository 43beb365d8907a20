// phantomjs phantom.js INDEX STEPS [SCREENSHOTS]: a session in a WebKit of 2013.
var fs = require("fs");
var system = require("system");
var page = require("webpage").create();
var steps = JSON.parse(fs.read(system.args[2])), shots = system.args[3] || "", problems = [];
page.viewportSize = { width: 1100, height: 800 };
page.onError = function (message) { problems.push(message); };
page.onConsoleMessage = function (message) { problems.push("console: " + message); };
page.onResourceRequested = function (request) {
  if (!/^(file|data|blob|about):/.test(request.url)) problems.push("request " + request.url);
};

function ask(expression) {
  var code = expression.replace(/^CLICK\((.*)\)$/, "(function () { var e = document.createEvent('MouseEvents');"
    + "e.initEvent('click', true, true); document.querySelector($1).dispatchEvent(e); })()");
  return page.evaluateJavaScript("function () { try { return !!(" + code + "); } catch (e) { return false; } }");
}

function finish(text, status) {
  console.log(text);
  phantom.exit(status);
}

function run(n, started) {
  if (n == steps.length) return finish(problems.length ? problems.join("\n") : "passes", problems.length ? 1 : 0);
  if (!started && steps[n][1]) ask(steps[n][1]);
  started = started || Date.now();
  if (ask(steps[n][2])) {
    if (shots) page.render(shots + "/webkit-" + steps[n][0].replace(/ /g, "-") + ".png");
    return run(n + 1, 0);
  }
  if (Date.now() - started > 60000) return finish("stuck at " + steps[n][0] + ": " + problems.join("\n"), 1);
  setTimeout(function () { run(n, started); }, 30);
}

page.open(system.args[1], function (status) {
  if (status != "success") finish("cannot open", 1);
  else run(0, 0);
});
