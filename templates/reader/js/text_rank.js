// Which articles answer a question best: BM25 over its terms, word by word.
// Terms of one word overlap, so a word counts as its sum to the power WORD; an article that has more of the words counts
// as more (COVERAGE).
R.text_rank = (function () {
  var WEIGHT = 2.2 / 15, WORD = 0.8, COVERAGE = 0.6;
  var ENDINGS = "은는이가을를의에과와도만로", HANGUL = /[\uac00-\ud7a3]/;
  // A text that somebody pastes is cut after so many terms: each may cost a file.
  var MOST = 80;
  var asking = null;
  // How much the other spelling of a word counts (북한: 조선민주주의인민공화국) if the texts have the one that was typed.
  var OTHER = 0.7;

  function numbers(length) {
    if (typeof Float32Array != "undefined") return new Float32Array(length);
    var plain = [];
    for (var i = 0; i < length; i++) plain[i] = 0;
    return plain;
  }

  // Whether a word only asks. Runs are folded, so the words of the table have to be.
  function asks(run) {
    if (!asking) {
      asking = {};
      for (var word in R.tables.questions) asking["=" + R.tokens.plain(word)] = true;
    }
    return asking["=" + run];
  }

  // The words of a question, each with its terms; a term belongs to the first word that has it.
  function words(query) {
    var runs = R.tokens.runs(query), found = [], rest = [], seen = {}, count = 0, i, j, terms, own;
    for (i = 0; i < runs.length && count < MOST; i++) {
      terms = R.tokens.terms(runs[i]);
      own = [];
      for (j = 0; j < terms.length; j++) {
        if (seen["=" + terms[j]]) continue;
        seen["=" + terms[j]] = true;
        own.push(terms[j]);
        count++;
      }
      // A syllable by itself, 강, stands in texts as 강은, 강을 ...: any of these will do. Longer questions have better words.
      if (own.length && runs.length < 3 && runs[i].length == 1 && HANGUL.test(runs[i])) {
        for (j = 0; j < ENDINGS.length; j++) own.push(runs[i] + R.tokens.plain(ENDINGS.charAt(j)));
      }
      if (!own.length) continue;
      (asks(runs[i]) ? rest : found).push({ text: runs[i], terms: own, any: own.length > 1 && runs[i].length == 1 });
    }
    return found.length ? found : rest;
  }

  function all(list) {
    var found = [];
    for (var i = 0; i < list.length; i++) {
      found = found.concat(list[i].terms);
      if (list[i].other) found = found.concat(list[i].other.terms);
    }
    return found;
  }

  // The best limit of the documents in touched, best first: [{item, score, share}].
  function best(touched, score, share, limit) {
    var found = [], least = -1, i, j, value;
    for (i = 0; i < touched.length; i++) {
      value = score(touched[i]);
      if (found.length == limit && value <= least) continue;
      for (j = found.length; j > 0 && found[j - 1].score < value; j--) found[j] = found[j - 1];
      found[j] = { item: touched[i], score: value, share: share(touched[i]) };
      if (found.length > limit) found.length = limit;
      least = found[found.length - 1].score;
    }
    return found;
  }

  // Gives callback(ranked, idf, wordOf, words): [{item, score, share}], how much each term ("=term") tells, which word has it.
  // share is how much of the question a document has; words that no text has count as well.
  function rank(root, query, limit, callback) {
    var list = words(query), index = root.text, i, other;
    for (i = 0; i < list.length; i++) {
      other = R.wordings.other(list[i].text, root.aliases);
      list[i].other = other ? { text: other, terms: all(words(other)) } : null;
    }
    index.find(all(list), function (lists) {
      var total = numbers(index.size), cover = numbers(index.size), idf = {}, wordOf = {}, touched = [], sum = 0, unknown = 0, longer = false;

      function tells(count) {
        return Math.max(0, Math.log(1 + (index.documents - count + 0.5) / (count + 0.5)));
      }

      // How much the terms of a word tell together, and whether the texts have all of them.
      function weigh(word) {
        var j, name, found, count = 0;
        word.known = true;
        word.tells = 0;
        for (j = 0; j < word.terms.length; j++) {
          name = "=" + word.terms[j];
          found = lists[name];
          wordOf[name] = i;
          if (!found) {
            if (word.any || index.dropped[name]) continue;
            word.known = false;
            word.missing = (word.missing || 0) + 1;
            continue;
          }
          count += found.count;
          word.tells += idf[name] = tells(found.count);
        }
        if (!word.any) return;
        word.tells = tells(Math.min(count, index.documents));
        for (j = 0; j < word.terms.length; j++) if (lists["=" + word.terms[j]]) idf["=" + word.terms[j]] = word.tells;
      }

      // Adds the terms of a word to sums.
      function gather(word, factor, sums, inWord) {
        var gain;
        function add(number, weight) {
          if (!sums[number]) inWord.push(number);
          if (!word.any) sums[number] += gain * weight;
          else if (sums[number] < gain * weight) sums[number] = gain * weight;
        }
        for (var j = 0; j < word.terms.length; j++) {
          var found = lists["=" + word.terms[j]];
          gain = found ? factor * idf["=" + word.terms[j]] * WEIGHT : 0;
          if (found) index.walk(found, add);
        }
      }

      var first = numbers(index.size), second = null;
      for (i = 0; i < list.length; i++) {
        var inWord = [], word = list[i], most, factor;
        weigh(word);
        gather(word, 1, first, inWord);
        most = word.tells;
        if (word.other) {
          second = second || numbers(index.size);
          weigh(word.other);
          factor = word.known ? OTHER * Math.min(1, word.tells / word.other.tells) : 1;
          gather(word.other, factor, second, inWord);
          most = Math.max(most, factor * word.other.tells);
        }
        sum += most;
        if (most && word.text.length > 1) longer = true;
        if (!word.known && !word.other) unknown += Math.max(tells(1) * word.missing, 0);
        for (var k = 0; k < inWord.length; k++) {
          var number = inWord[k], value = first[number];
          if (word.other) {
            value = Math.max(value, second[number]);
            second[number] = 0;
          }
          first[number] = 0;
          if (!value) continue; // counted under its other spelling already
          if (!total[number]) touched.push(number);
          total[number] += Math.pow(value, WORD);
          cover[number] += value < most ? value : most;
        }
      }
      // One syllable among words that no text has says nothing.
      if (unknown && !longer) sum = 0;
      callback(best(touched, function (number) {
        return total[number] * (sum ? 1 - COVERAGE + COVERAGE * cover[number] / sum : 1);
      }, function (number) { return sum ? cover[number] / (sum + unknown) : 0; }, limit), idf, wordOf, list);
    });
  }

  R.part({ forget: function () { asking = null; } });
  return { rank: rank, words: words };
})();
