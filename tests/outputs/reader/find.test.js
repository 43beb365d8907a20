// node find.test.js SCRIPTS NAMES ARTICLE: every five letters of the article are found in the page, across tags and spaces.
// The page is a small document of its own: elements and texts, and what the reader's script uses of them.
var fs = require("fs");
var R = require("../../../checks/reader/search_host.js").host(process.argv[2], process.argv[3].split(","), "").R;

function Text(value) { this.nodeType = 3; this.nodeValue = value; }
function Element(name) { this.nodeType = 1; this.tagName = name.toUpperCase(); this.list = []; this.className = ""; }
[Text, Element].forEach(function (kind) {
  Object.defineProperty(kind.prototype, "nextSibling", { get: function () {
    return this.parentNode ? this.parentNode.list[this.parentNode.list.indexOf(this) + 1] || null : null;
  } });
});
Object.defineProperty(Element.prototype, "firstChild", { get: function () { return this.list[0] || null; } });
Element.prototype.appendChild = function (node) {
  if (node.parentNode) node.parentNode.list.splice(node.parentNode.list.indexOf(node), 1);
  node.parentNode = this;
  this.list.push(node);
};
Element.prototype.replaceChild = function (fresh, old) {
  this.list[this.list.indexOf(old)] = fresh;
  fresh.parentNode = this;
  old.parentNode = null;
};
Text.prototype.splitText = function (at) {
  var rest = new Text(this.nodeValue.substring(at));
  this.nodeValue = this.nodeValue.substring(0, at);
  rest.parentNode = this.parentNode;
  this.parentNode.list.splice(this.parentNode.list.indexOf(this) + 1, 0, rest);
  return rest;
};
R.dom = { make: function (tag, name) { var made = new Element(tag); made.className = name; return made; } };

function parse(html) {
  var root = new Element("div"), open = root, piece, match, pieces = /<(\/?)([a-zA-Z0-9]+)[^>]*?(\/?)>|([^<]+)/g;
  while ((match = pieces.exec(html))) {
    if (match[4]) open.appendChild(new Text(match[4].replace(/&[a-z]+;/g, "&")));
    else if (match[1]) open = open.parentNode || root;
    else {
      piece = new Element(match[2]);
      open.appendChild(piece);
      if (!match[3] && !/^(br|img|hr|wbr)$/i.test(match[2])) open = piece;
    }
  }
  return root;
}

function text(node) { return node.nodeType == 3 ? node.nodeValue : node.list.map(text).join(""); }

var html = fs.readFileSync(process.argv[4], "utf8"), page = parse(html), all = R.page_text.collect(page), whole = text(page), missed = 0;
var letters = whole.replace(/[\s\u00a0]/g, "");
for (var i = 0; i + 5 <= letters.length; i++) {
  var words = letters.substring(i, i + 2) + " " + letters.substring(i + 2, i + 5);
  if (all.letters.indexOf(R.page_text.squeeze(words)) < 0) missed++;
}
if (missed || letters.length < 100) throw new Error(missed + " of " + letters.length + " windows are not found");

// Marks take nothing away and cover what they should, wherever they begin and end.
for (i = 0; i + 5 <= all.letters.length; i += 7) {
  page = parse(html);
  var here = R.page_text.collect(page), marks = R.page_text.mark(here, [[i, i + 5]], "found");
  if (text(page) != whole) throw new Error("marking " + i + " changes the text");
  var marked = R.page_text.squeeze(marks[0].map(text).join(""));
  // Formulas take no marks.
  if (!/[x=]/.test(here.letters.substring(i, i + 5)) && marked != here.letters.substring(i, i + 5)) throw new Error("marks " + marked);
}
page = parse(html);
here = R.page_text.collect(page);
R.page_text.clear(R.page_text.mark(here, [[0, 5], [9, 30]], "found"));
if (text(page) != whole || R.page_text.collect(page).letters != all.letters) throw new Error("clearing leaves something");
