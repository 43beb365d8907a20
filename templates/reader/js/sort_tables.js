// Tables that a wiki calls sortable: a press on a heading sorts the rows by that column, the next turns them round, the third
// puts them back. Numbers, days and words are told apart by what the whole column holds; empty cells stay last.
R.sort_tables = (function () {
  var TIMES = { "조": 1e12, "억": 1e8, "만": 1e4 };

  function prepare(page) {
    var all = page.getElementsByTagName("table"), i;
    for (i = 0; i < all.length; i++) if (R.dom.hasClass(all[i], "sortable")) table(all[i]);
  }

  // A table whose rows hang together by cells over several of them stays as it is.
  function table(element) {
    var rows = element.rows, heads = 0, body = [], i;
    while (heads < rows.length && headings(rows[heads])) heads++;
    if (!heads || rows.length - heads < 2) return;
    for (i = heads; i < rows.length; i++) {
      if (R.dom.hasClass(rows[i], "sortbottom")) continue;
      if (!whole(rows[i])) return;
      body.push({ row: rows[i], place: body.length });
    }
    var columns = lowest(rows, heads), state = { column: -1, down: false, head: null };
    for (i = 0; i < columns.length; i++) if (columns[i]) head(columns[i], i, body, state);
  }

  function headings(row) {
    for (var i = 0; i < row.cells.length; i++) if (row.cells[i].tagName != "TH") return false;
    return row.cells.length > 0;
  }

  function whole(row) {
    for (var i = 0; i < row.cells.length; i++) if (row.cells[i].rowSpan > 1 || row.cells[i].colSpan > 1) return false;
    return true;
  }

  // For each column the lowest heading that is its alone.
  function lowest(rows, heads) {
    var found = [], taken = [], r, c, at, cell, x, y;
    for (r = 0; r < heads; r++) {
      at = 0;
      for (c = 0; c < rows[r].cells.length; c++) {
        cell = rows[r].cells[c];
        while (taken[r + " " + at]) at++;
        for (y = 0; y < cell.rowSpan; y++) for (x = 0; x < cell.colSpan; x++) taken[r + y + " " + (at + x)] = true;
        for (x = 0; x < cell.colSpan; x++) found[at + x] = cell.colSpan == 1 ? cell : null;
        at += cell.colSpan;
      }
    }
    return found;
  }

  function head(cell, column, body, state) {
    if (R.dom.hasClass(cell, "unsortable") || R.dom.hasClass(cell, "r-sortable")) return;
    var mark = R.dom.make("button", "r-sort", "↕");
    mark.setAttribute("aria-label", "이 칸으로 늘어놓기");
    cell.appendChild(mark);
    cell.sortMark = mark;
    R.dom.setClass(cell, "r-sortable", true);
    R.dom.on(cell, "click", function (event) {
      var pressed = R.dom.up(event.target, cell, function (n) { return n.tagName == "A" || n.tagName == "BUTTON"; });
      if (pressed && pressed != mark) return;
      press(cell, column, body, state);
    });
  }

  function press(cell, column, body, state) {
    var again = state.column == column;
    if (state.head) show(state.head, "↕", "none");
    if (again && state.down) {
      state.column = -1;
      state.head = null;
      state.down = false;
      return place(body.slice(0).sort(function (a, b) { return a.place - b.place; }));
    }
    state.down = again;
    state.column = column;
    state.head = cell;
    show(cell, state.down ? "▼" : "▲", state.down ? "descending" : "ascending");
    place(sorted(body, column, state.down));
  }

  function show(cell, sign, said) {
    cell.sortMark.firstChild.nodeValue = sign;
    cell.setAttribute("aria-sort", said);
  }

  // The rows where they stand, in another order.
  function place(body) {
    var parent = body[0].row.parentNode, after, last = null, i;
    for (i = 0; i < body.length; i++) if (!last || body[i].row.rowIndex > last.rowIndex) last = body[i].row;
    parent = last.parentNode;
    after = last.nextSibling;
    for (i = 0; i < body.length; i++) parent.insertBefore(body[i].row, after);
  }

  function sorted(body, column, down) {
    var texts = [], rows = [], places, i;
    for (i = 0; i < body.length; i++) texts[i] = body[i].row.cells[column] ? R.dom.text(body[i].row.cells[column]) : "";
    places = order(texts, down);
    for (i = 0; i < places.length; i++) rows[i] = body[places[i]];
    return rows;
  }

  // Which text comes first, second ...: their places. The old engines' own sort may turn equal rows round.
  function order(texts, down) {
    var keys = [], places = [], key, i;
    for (i = 0; i < texts.length; i++) {
      keys[i] = clean(texts[i]);
      places[i] = i;
    }
    key = kind(keys);
    for (i = 0; i < keys.length; i++) keys[i] = keys[i] === "" ? null : key(keys[i]);
    return places.sort(function (a, b) {
      var left = keys[a], right = keys[b], sign;
      if (left === null || right === null) sign = (left === null ? 1 : 0) - (right === null ? 1 : 0);
      else sign = (down ? -1 : 1) * compare(left, right);
      return sign || a - b;
    });
  }

  // Without notes and without the signs that stand for nothing.
  function clean(text) {
    var said = text.replace(/\[[^\[\]]*\]/g, "").replace(/[\s\u00a0]+/g, " ").replace(/^ | $/g, "");
    return /^[-–—?]?$/.test(said) ? "" : said;
  }

  // How a column is compared: the first of these that all its cells are.
  function kind(texts) {
    var kinds = [day, number], k, i;
    for (k = 0; k < kinds.length; k++) {
      for (i = 0; i < texts.length; i++) if (texts[i] !== "" && kinds[k](texts[i]) === null) break;
      if (i == texts.length) return kinds[k];
    }
    return word;
  }

  // 1950년 6월 25일, 기원전 37년, 2월 4일, 1950-06-25, 1950. 6. 25.
  function day(said) {
    var m = /^(기원전 ?)?(?:(\d{1,4})년)? ?(?:(\d{1,2})월)? ?(?:(\d{1,2})일)?(?:대|경)?(?: ?\(.*\))?$/.exec(said);
    if (m && (m[2] || m[3])) return (m[1] ? -1 : 1) * (m[2] || 0) * 10000 + (m[3] || 0) * 100 + +(m[4] || 0);
    m = /^(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})\.?$/.exec(said);
    return m ? m[1] * 10000 + m[2] * 100 + +m[3] : null;
  }

  // 1,234.5 km; −3; 5억 1만 3천 is told by its large parts.
  function number(said) {
    var m = /^(?:약 ?)?([-−–+]?) ?((?:[\d,]*\.?\d+ ?[조억만]? ?)+)[^\d]*$/.exec(said), total = 0;
    if (!m) return null;
    m[2].replace(/([\d,]*\.?\d+) ?([조억만]?)/g, function (all, digits, large) {
      total += digits.replace(/,/g, "") * (TIMES[large] || 1);
      return "";
    });
    return /[-−–]/.test(m[1]) ? -total : total;
  }

  // Words as the 가나다 index has them: Hangul, Latin letters, numbers by their size, the rest.
  function word(said) {
    var parts = [], found, finder = /\d+|\D/g, text = said.toLowerCase();
    while ((found = finder.exec(text))) {
      var c = found[0];
      parts.push(/^\d/.test(c) ? [2, +c] : [c >= "가" && c <= "힣" ? 0 : c >= "a" && c <= "z" ? 1 : c == " " ? -1 : 3, c.charCodeAt(0)]);
    }
    return parts;
  }

  function compare(a, b) {
    if (typeof a == "number") return a - b;
    for (var i = 0; i < a.length && i < b.length; i++) {
      if (a[i][0] != b[i][0]) return a[i][0] - b[i][0];
      if (a[i][1] != b[i][1]) return a[i][1] - b[i][1];
    }
    return a.length - b.length;
  }

  return { prepare: prepare, order: order };
})();
