// Formulas are stored in two layouts, MathML and boxes of plain CSS. The one that this engine draws goes into the page.
R.formulas = (function () {
  var MATHML = /<span class=(?:"mwe-math-mathml"|mwe-math-mathml)><math\b[^>]*>[\s\S]*?<\/math><\/span>/g;
  var able = null;

  // An engine that knows MathML gives a space the size it asks for; others set nothing or a line of text.
  function measure() {
    var probe = R.dom.make("div"), box, drawn = false;
    probe.style.cssText = "position:absolute;left:-9999px;top:0";
    try {
      probe.innerHTML = '<math><mspace width="77px" height="23px"></mspace></math>';
      document.body.appendChild(probe);
      box = probe.firstChild.firstChild.getBoundingClientRect();
      drawn = Math.abs(box.right - box.left - 77) < 2 && Math.abs(box.bottom - box.top - 23) < 2;
    } catch (e) { drawn = false; }
    if (probe.parentNode) probe.parentNode.removeChild(probe);
    return drawn;
  }

  function mathml() {
    if (able === null) able = measure();
    return able;
  }

  // Stored markup with one layout of each formula. Spans nest in the boxes, so their end is counted.
  function pick(html) {
    if (html.indexOf("mwe-math-mathml") < 0) return html;
    if (!mathml()) return html.replace(MATHML, "");
    return drop(html);
  }

  function drop(html) {
    var start = /<span class=(?:"tex-html"|tex-html)(?: [^>]*)?>/g, tag = /<(\/?)span\b[^>]*>/g, out = [], at = 0, depth, found;
    while (start.lastIndex = at, found = start.exec(html)) {
      out.push(html.substring(at, found.index));
      tag.lastIndex = start.lastIndex;
      depth = 1;
      while (depth && (found = tag.exec(html))) depth += found[1] ? -1 : 1;
      at = found ? tag.lastIndex : html.length;
    }
    out.push(html.substring(at));
    return out.join("");
  }

  function forget() { able = null; }

  R.part({ forget: forget });
  return { pick: pick };
})();
