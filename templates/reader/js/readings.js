// Numbers and Latin letters that are written as they are read aloud, and the other way (packager/korean/readings.tsv).
R.readings = (function () {
  var ready = null, MOST = 4;

  function known() {
    var t = R.tables, names = {}, longest = 0, digits = {}, units = [], letters = {}, i, rows;
    if (ready) return ready;
    function all(kind, what) {
      rows = t.rowsOf(kind);
      for (i = 0; i < rows.length; i++) {
        var words = rows[i][2].split(" ");
        for (var j = 0; j < words.length; j++) {
          (names["=" + words[j]] = names["=" + words[j]] || []).push({ kind: what, value: rows[i][1] });
          longest = Math.max(longest, words[j].length);
        }
        if (what == "digit") digits[rows[i][1]] = words[0];
        if (what == "letter") letters[rows[i][1]] = words[0];
        if (what == "unit") units[rows[i][1].length - 1] = words[0];
      }
    }
    all("name", "letter");
    all("digit", "digit");
    all("unit", "unit");
    all("sign", "sign");
    return ready = { names: names, longest: longest, digits: digits, units: units, letters: letters };
  }

  // 이천일 to "2001", from digits and units; each digit by itself if there are no units.
  function number(tokens) {
    var total = 0, part = 0, digit = "", units = false, plain = "", i, value;
    for (i = 0; i < tokens.length; i++) {
      value = tokens[i].value;
      if (tokens[i].kind == "digit") {
        plain += value;
        digit = value;
      } else {
        units = true;
        if (+value == 10000) {
          total += (part + +digit || 1) * 10000;
          part = 0;
        } else part += (digit === "" ? 1 : +digit) * value;
        digit = "";
      }
    }
    return units ? String(total + part + +digit) : plain;
  }

  // The readings of a run of tokens, which all may be letters or numbers: letters first, then digits.
  function meanings(run) {
    var found = [], prefer;
    function numeric(token) {
      for (var i = 0; i < token.length; i++) if (token[i].kind == "digit" || token[i].kind == "unit") return token[i];
      return null;
    }
    for (prefer = 0; prefer < 2; prefer++) {
      var out = "", tokens = [], i, chosen, other;
      for (i = 0; i < run.length; i++) {
        other = numeric(run[i]);
        chosen = prefer && other ? other : run[i][0];
        // 이 and 오 between numbers are numbers.
        if (!prefer && other && chosen != other && tokens.length) chosen = other;
        if (chosen.kind == "digit" || chosen.kind == "unit") tokens.push(chosen);
        else {
          if (tokens.length) out += number(tokens);
          tokens = [];
          out += chosen.value;
        }
      }
      if (tokens.length) out += number(tokens);
      if (!found.length || found[0] != out) found.push(out);
    }
    return found;
  }

  // The runs of a word: {begin, end, tokens}, counted from the place of its beginning.
  function walk(word, place) {
    var k = known(), runs = [], at, n, run, begin, token, c;
    for (at = 0; at < word.length;) {
      run = [];
      begin = at;
      for (;;) {
        token = null;
        for (n = Math.min(k.longest, word.length - at); n > 0 && !token; n--) token = k.names["=" + word.substring(at, at + n)];
        if (token) {
          run.push(token);
          at += n + 1;
          continue;
        }
        c = word.charAt(at);
        // What is written already goes with it: 5퍼센트, t삼십사.
        if (!/[a-zA-Z0-9]/.test(c)) break;
        run.push([{ kind: /[0-9]/.test(c) ? "digit" : "letter", value: c.toLowerCase() }]);
        at++;
      }
      if (run.length) runs.push({ begin: place + begin, end: place + at, tokens: run });
      else at++;
    }
    return runs;
  }

  // A text with the parts that may be letters, numbers and signs read aloud written as such; the likeliest first.
  function written(text) {
    var flat = "", ends = {}, starts = {}, parts = text.split(/\s+/), runs = [], before = null, i;
    // A run goes on into the next word only if both words are nothing else.
    for (i = 0; i < parts.length; i++) {
      starts[flat.length] = true;
      var all = walk(parts[i], flat.length), whole = all.length == 1 && all[0].end - all[0].begin == parts[i].length;
      if (whole && before) {
        before.tokens = before.tokens.concat(all[0].tokens);
        before.end = all[0].end;
      } else runs = runs.concat(all);
      before = !whole ? null : before || all[0];
      flat += parts[i];
      ends[flat.length] = true;
    }
    // A single syllable that might be a letter is one at the beginning of a word or as a word by itself.
    var found = [], seen = {};
    function put(chosen) {
      for (var choice = 0; choice < 2 && found.length < MOST; choice++) {
        var out = "", from = 0, j, all;
        for (j = 0; j < chosen.length; j++) {
          all = meanings(chosen[j].tokens);
          out += flat.substring(from, chosen[j].begin) + (all[choice] === undefined ? all[0] : all[choice]);
          from = chosen[j].end;
        }
        out += flat.substring(from);
        if (out != flat && !seen["=" + out]) found.push(out);
        seen["=" + out] = true;
      }
    }
    var several = [], bounded = [], one;
    for (i = 0; i < runs.length; i++) {
      one = runs[i].end - runs[i].begin == 1;
      if (!one) several.push(runs[i]);
      if (!one || starts[runs[i].begin] || ends[runs[i].end]) bounded.push(runs[i]);
    }
    if (several.length) put(several);
    if (bounded.length) put(bounded);
    if (several.length > 1) for (i = 0; i < several.length; i++) put([several[i]]);
    else if (bounded.length > 1) for (i = 0; i < bounded.length; i++) put([bounded[i]]);
    return found;
  }

  // 24 to 이십사.
  function numeral(digits) {
    var k = known(), out = "", i, power, value = digits.replace(/^0+(?=.)/, "");
    if (value.length > 4) return "";
    for (i = 0; i < value.length; i++) {
      power = value.length - 1 - i;
      if (value.charAt(i) == "0") continue;
      out += (value.charAt(i) == "1" && power ? "" : k.digits[value.charAt(i)]) + (power ? k.units[power] : "");
    }
    return out || k.digits["0"];
  }

  // A text with its digits and Latin letters as they are read aloud; "" if it has none.
  function spoken(text) {
    var changed = text.replace(/[0-9]+/g, function (all) { return numeral(all) || all; })
      .replace(/[a-zA-Z]+/g, function (all) {
        var out = "", k = known();
        if (all.length > 5) return all;
        for (var i = 0; i < all.length; i++) out += k.letters[all.charAt(i).toLowerCase()];
        return out;
      });
    return changed == text ? "" : changed;
  }

  // Foreign words as the South spells them: 싸인 사인, 뉴톤 뉴턴, 뜨락또르 트락토르.
  function softer(text) {
    var tense = "", open = "", i, code, first, o = 8, eo = 4;
    // ㄲ ㄸ ㅃ ㅆ ㅉ, by their numbers among the initials, and what the South has for them.
    var south = { 1: 15, 4: 16, 8: 17, 10: 9, 13: 12 };
    for (i = 0; i < text.length; i++) {
      code = text.charCodeAt(i) - 44032;
      first = Math.floor(code / 588);
      if (code >= 0 && code < 11172 && south[first] !== undefined) code += (south[first] - first) * 588;
      tense += code >= 0 && code < 11172 ? String.fromCharCode(44032 + code) : text.charAt(i);
      if (code >= 0 && code < 11172 && Math.floor(code / 28) % 21 == o) code += (eo - o) * 28;
      open += code >= 0 && code < 11172 ? String.fromCharCode(44032 + code) : text.charAt(i);
    }
    return tense != text ? open != tense ? [tense, open] : [tense] : open != text ? [open] : [];
  }

  return { written: written, spoken: spoken, softer: softer };
})();
