// The text of the page that is open, as one string without spaces, and marks on parts of it that may run across tags.
R.page_text = (function () {
  // Spaces and signs that nobody sees.
  var NOTHING = /[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/;
  var HIDDEN = /^(BUTTON|SCRIPT|STYLE)$/i;

  // One letter as it is compared.
  function plain(c) {
    if (NOTHING.test(c)) return "";
    var lower = c.toLowerCase();
    return lower.length == 1 ? lower : c;
  }

  function squeeze(text) {
    var out = "";
    text = R.keystrokes.units(text);
    for (var i = 0; i < text.length; i++) out += plain(text.charAt(i));
    return out;
  }

  // {letters, nodes, firsts, places}: node n begins at letter firsts[n]; letter i is places[i] in its node.
  function collect(root) {
    var all = { letters: "", nodes: [], firsts: [], places: [] }, parts = [], count = 0;
    (function below(node) {
      for (node = node.firstChild; node; node = node.nextSibling) {
        if (node.nodeType == 1) {
          if (!HIDDEN.test(node.tagName)) below(node);
        } else if (node.nodeType == 3) {
          all.nodes.push(node);
          all.firsts.push(count);
          for (var i = 0, text = node.nodeValue, c; i < text.length; i++) {
            c = plain(text.charAt(i));
            if (!c) continue;
            parts.push(c);
            all.places.push(i);
            count++;
          }
        }
      }
    })(root);
    all.firsts.push(count);
    all.letters = parts.join("");
    return all;
  }

  // Number of the node that letter at lies in.
  function nodeOf(all, at) {
    var low = 0, high = all.nodes.length, middle;
    while (low < high) {
      middle = low + high >> 1;
      if (all.firsts[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // A formula or a drawing takes no mark inside it.
  function isClosed(node) {
    for (node = node.parentNode; node && node.nodeType == 1; node = node.parentNode) {
      if (/^(math|svg)$/i.test(node.tagName)) return true;
    }
    return false;
  }

  // Puts marks on the letters of ranges [[from, to] ...], which are in order and apart; the marks of each range, in order.
  function mark(all, ranges, className) {
    var marks = [], i, n, from, to, start, end, node, span;
    // From the end, so that the places before stay true.
    for (i = ranges.length - 1; i >= 0; i--) {
      marks[i] = [];
      for (n = nodeOf(all, ranges[i][1] - 1); n >= 0 && all.firsts[n + 1] > ranges[i][0]; n--) {
        from = Math.max(ranges[i][0], all.firsts[n]);
        to = Math.min(ranges[i][1], all.firsts[n + 1]);
        if (to <= from) continue;
        node = all.nodes[n];
        if (isClosed(node)) {
          if (!marks[i].length) marks[i].push(node.parentNode);
          continue;
        }
        start = all.places[from];
        end = all.places[to - 1] + 1;
        if (end < node.nodeValue.length) node.splitText(end);
        if (start) node = node.splitText(start);
        span = R.dom.make("span", className);
        node.parentNode.replaceChild(span, node);
        span.appendChild(node);
        span.isMark = true;
        marks[i].unshift(span);
      }
    }
    return marks;
  }

  // Takes marks away again.
  function clear(marks) {
    for (var i = 0; i < marks.length; i++) {
      for (var j = 0; j < marks[i].length; j++) {
        var span = marks[i][j], parent = span.parentNode;
        if (!parent || !span.isMark) continue;
        parent.replaceChild(span.firstChild, span);
        if (parent.normalize) parent.normalize();
      }
    }
  }

  // Scrolls to a mark; opens what hides it.
  function show(element) {
    R.collapse.reveal(element);
    element.scrollIntoView();
    window.scrollBy(0, -Math.round(document.documentElement.clientHeight / 3));
  }

  return { squeeze: squeeze, collect: collect, mark: mark, clear: clear, show: show };
})();
