// The search box: titles as you type, and a last row that searches the texts.
R.search_box = (function () {
  var LIMIT = 12, PAUSE = 50, POLL = 150, LEAD = 90;
  var box = null, list = null, rows = [], chosen = -1, seen = "", shown = "", timer = null, poll = null, turn = 0, composing = false;

  function focus() {
    seek(true); // before: what is out of sight would be scrolled to
    box.focus();
    box.select();
  }

  // As if a reader had typed it.
  function type(text) {
    focus();
    box.value = text;
    look();
  }

  function close() {
    seen = box.value = "";
    hide();
  }

  function hide() {
    turn++;
    rows = [];
    chosen = -1;
    shown = "";
    if (!list) return;
    R.status.read("");
    R.dom.clear(list);
    R.dom.show(list, false);
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  // Input methods and old browsers do not send events for every change, so the box is looked at as well.
  function look() {
    if (!box || box.value == seen) return;
    seen = box.value;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function ask() {
    var query = seen, mine = ++turn;
    if (!/\S/.test(query)) return hide();
    var whole = R.trouble.since();
    R.titles.search(query, LIMIT, function (results) {
      if (mine == turn) show(query, results, whole());
    });
  }

  function show(query, results, whole) {
    R.dom.clear(list);
    rows = [];
    chosen = -1;
    shown = query;
    if (!whole) label("찾기 자료 일부를 읽지 못했습니다");
    else if (results.length && (results[0].how == "offer" || results[0].how == "piece" || results[0].how == "near")) label("이름이 가까운 글");
    for (var i = 0; i < results.length; i++) title(results[i]);
    if (results.length && results[0].how != "offer") lead(results[0], rows[0].element, turn);
    var row = add(function () { R.history.visit({ view: "search", query: query }); });
    row.className = "r-option r-all";
    row.appendChild(document.createTextNode("글 전체에서 "));
    row.appendChild(R.dom.make("b", "", query));
    row.appendChild(document.createTextNode(" 찾기"));
    R.status.read(results.length ? "찾은 제목 " + results.length + "개" : "찾은 제목 없음");
    R.dom.show(list, true);
    box.setAttribute("aria-expanded", "true");
  }

  function label(text) {
    var row = R.dom.make("li", "r-option-label", text);
    row.setAttribute("role", "presentation");
    list.appendChild(row);
  }

  function title(result) {
    var row = add(function () {
      var target = R.markup.target(result.locator);
      R.links.open(target.number, target.fragment);
    });
    row.appendChild(R.dom.make("span", "r-option-title", result.title));
    if (result.via) row.appendChild(R.dom.make("span", "r-option-via", "← " + result.via));
    rows[rows.length - 1].exact = !!result.exact;
  }

  // The first sentence under a title, as soon as it is read.
  function lead(result, row, mine) {
    R.leads.load(parseInt(result.locator, 10), function (found) {
      if (found && found.text && mine == turn) row.appendChild(R.dom.make("span", "r-option-lead", R.leads.sentence(found.text, LEAD)));
    });
  }

  function add(act) {
    var row = R.dom.make("li", "r-option");
    row.id = "r-option" + rows.length;
    row.setAttribute("role", "option");
    list.appendChild(row);
    rows.push({ element: row, act: act, exact: false });
    return row;
  }

  function choose(n) {
    if (rows[chosen]) {
      R.dom.setClass(rows[chosen].element, "r-chosen", false);
      rows[chosen].element.removeAttribute("aria-selected");
    }
    chosen = rows.length ? (n + rows.length + 1) % (rows.length + 1) : -1;
    if (chosen == rows.length) chosen = -1;
    if (chosen < 0) return box.removeAttribute("aria-activedescendant");
    R.dom.setClass(rows[chosen].element, "r-chosen", true);
    rows[chosen].element.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", rows[chosen].element.id);
  }

  // Enter without a chosen row: the article of exactly this title, else all results.
  function enter() {
    var query = box.value;
    if (!/\S/.test(query)) return;
    if (chosen >= 0) return rows[chosen].act();
    // Rows may still be those of what was typed before.
    if (query == shown && rows.length && rows[0].exact) return rows[0].act();
    R.history.visit({ view: "search", query: query });
  }

  function keydown(event) {
    var key = event.keyCode;
    // 229: the key belongs to an input method. Windows sends no other keydown for an Enter that ends a syllable.
    composing = key == 229 || !!event.isComposing;
    if (composing) return;
    if (key == 40 || key == 38) {
      if (!rows.length) return;
      choose(chosen + (key == 40 ? 1 : -1));
      event.preventDefault();
    } else if (key == 13) {
      event.preventDefault();
      look();
      enter();
    }
  }

  function keyup(event) {
    if (composing && event.keyCode == 13) {
      composing = false;
      look();
      enter();
      return;
    }
    composing = false;
    look();
  }

  // On a telephone the box has scrolled away until somebody wants it.
  function seek(wanted) {
    var bar = R.dom.id("r-bar");
    if (bar) R.dom.setClass(bar, "r-seeking", wanted);
  }

  function start() {
    box = R.dom.id("r-q");
    list = R.dom.id("r-options");
    box.value = "";
    R.dom.on(box, "keydown", keydown);
    R.dom.on(box, "keyup", keyup);
    R.dom.on(box, "input", look);
    R.dom.on(box, "compositionend", look);
    R.dom.on(box, "focus", function () { seek(true); });
    R.dom.on(box, "blur", function () { seek(false); });
    poll = setInterval(look, POLL);
    R.dom.on(list, "mousedown", function (event) { event.preventDefault(); });
    R.dom.on(list, "click", function (event) {
      for (var i = 0; i < rows.length; i++) {
        if (R.dom.up(event.target, list, function (n) { return n == rows[i].element; })) return rows[i].act();
      }
    });
    R.dom.on(R.dom.id("r-go"), "click", enter);
    R.dom.on(document, "click", function (event) {
      if (!R.dom.up(event.target, document.body, mine)) hide();
    });
    hide();
  }

  // Where a click leaves the list open: the box, and what types into it.
  function mine(node) { return node.id == "r-search" || node.getAttribute("data-go") == "example"; }

  function escape() {
    var had = rows.length > 0;
    hide();
    return had;
  }

  // Takes away what was typed; says whether there was anything.
  function clear() {
    var had = box.value !== "" || rows.length > 0;
    if (had) close();
    return had;
  }

  function forget() {
    clearInterval(poll);
    clearTimeout(timer);
    close();
    composing = false;
    box = list = timer = poll = null;
  }

  R.part({ start: start, leave: close, escape: escape, forget: forget });
  return { focus: focus, type: type, clear: clear };
})();
