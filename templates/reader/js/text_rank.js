// Which articles answer a question best: BM25 over its terms, word by word.
// Terms of one word overlap, so a word counts as its sum to the power WORD; an article that has more of the words counts
// as more (COVERAGE).
R.text_rank = (function () {
  var WEIGHT = 2.2 / 15, WORD = 0.8, COVERAGE = 0.6;
  // A word whose rarest pair stands in fewer articles than this is perhaps spelt otherwise in the others.
  var RARE = 3;

  function numbers(length) {
    if (typeof Float32Array != "undefined") return new Float32Array(length);
    var plain = [];
    for (var i = 0; i < length; i++) plain[i] = 0;
    return plain;
  }

  // The words of a question, each with its terms; a term belongs to the first word that has it.
  function words(query) {
    var runs = R.tokens.runs(query), found = [], asking = [], seen = {}, i, j, terms, own;
    for (i = 0; i < runs.length; i++) {
      terms = R.tokens.terms(runs[i]);
      own = [];
      for (j = 0; j < terms.length; j++) {
        if (seen["=" + terms[j]]) continue;
        seen["=" + terms[j]] = true;
        own.push(terms[j]);
      }
      if (own.length) (R.tables.questions[runs[i]] ? asking : found).push({ text: runs[i], terms: own });
    }
    return found.length ? found : asking;
  }

  function all(list) {
    var found = [];
    for (var i = 0; i < list.length; i++) {
      found = found.concat(list[i].terms);
      if (list[i].other) found = found.concat(list[i].other.terms);
    }
    return found;
  }

  // The best limit of the documents in touched, best first: [{item, score}].
  function best(touched, score, limit) {
    var found = [], least = -1, i, j, value;
    for (i = 0; i < touched.length; i++) {
      value = score(touched[i]);
      if (found.length == limit && value <= least) continue;
      for (j = found.length; j > 0 && found[j - 1].score < value; j--) found[j] = found[j - 1];
      found[j] = { item: touched[i], score: value };
      if (found.length > limit) found.length = limit;
      least = found[found.length - 1].score;
    }
    return found;
  }

  // A word that the texts do not have takes its other spelling (콤퓨터).
  function known(list, lists) {
    for (var i = 0; i < list.length; i++) {
      for (var j = 0; list[i].other && j < list[i].terms.length; j++) {
        var found = lists["=" + list[i].terms[j]];
        if (found && found.count >= RARE) continue;
        list[i] = list[i].other;
        break;
      }
    }
  }

  // Gives callback(ranked, idf): [{item, score}], and how much each term ("=term") tells.
  function rank(root, query, limit, callback) {
    var list = words(query), index = root.text, i, other;
    for (i = 0; i < list.length; i++) {
      other = root.aliases.word(list[i].text);
      if (other) list[i].other = { text: other, terms: all(words(other)) };
    }
    index.find(all(list), function (lists) {
      known(list, lists);
      var total = numbers(index.size), cover = numbers(index.size), word = numbers(index.size);
      var touched = [], idf = {}, sum = 0, j, k, name, most, gain, inWord;

      function add(number, weight) {
        if (!word[number]) inWord.push(number);
        word[number] += gain * weight;
      }

      for (i = 0; i < list.length; i++) {
        inWord = [];
        most = 0;
        for (j = 0; j < list[i].terms.length; j++) {
          name = "=" + list[i].terms[j];
          if (!lists[name]) continue;
          idf[name] = Math.log(1 + (index.documents - lists[name].count + 0.5) / (lists[name].count + 0.5));
          most += idf[name];
          gain = idf[name] * WEIGHT;
          index.walk(lists[name], add);
        }
        sum += most;
        for (k = 0; k < inWord.length; k++) {
          var number = inWord[k], value = word[number];
          if (!total[number]) touched.push(number);
          total[number] += Math.pow(value, WORD);
          cover[number] += value < most ? value : most;
          word[number] = 0;
        }
      }
      callback(best(touched, function (number) {
        return total[number] * (1 - COVERAGE + COVERAGE * cover[number] / sum);
      }, limit), idf);
    });
  }

  return { rank: rank, words: words };
})();
