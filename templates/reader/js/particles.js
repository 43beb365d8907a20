// Endings that readers leave on a name.
R.particles = (function () {
  // What is left of text without each ending that it has, longest ending first.
  function stems(text) {
    var list = R.tables.particles, found = [], i, ending, at;
    for (i = 0; i < list.length; i++) {
      ending = list[i];
      at = text.length - ending.length;
      if (at > 1 && text.substring(at) == ending) found.push(text.substring(0, at).replace(/\s+$/, ""));
    }
    return found;
  }

  return { stems: stems };
})();
