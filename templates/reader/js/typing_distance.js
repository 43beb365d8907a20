// How many keys were missed, added, swapped or confused (optimal string alignment); counts no further than most.
R.typing_distance = function (a, b, most) {
  var before = null, row = [], next, i, j, cost, best, least;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  for (j = 0; j <= b.length; j++) row.push(j);
  for (i = 1; i <= a.length; i++) {
    next = [i];
    least = i;
    for (j = 1; j <= b.length; j++) {
      if (j < i - most || j > i + most) {
        next.push(most + 1);
        continue;
      }
      cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
      best = Math.min(row[j - 1] + cost, row[j] + 1, next[j - 1] + 1);
      if (before && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
        best = Math.min(best, before[j - 2] + 1);
      }
      next.push(best);
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length];
};
