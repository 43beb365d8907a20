// Endings that readers leave on a name.
R.particles = (function () {
  var endings = null;

  // What is left of text without each ending that it has, longest ending first; least letters stay, two if not given.
  function stems(text, least) {
    var list = R.tables.particles, found = [], i, ending, at;
    for (i = 0; i < list.length; i++) {
      ending = list[i];
      at = text.length - ending.length;
      if (at >= (least || 2) && text.substring(at) == ending) found.push(text.substring(0, at).replace(/\s+$/, ""));
    }
    return found;
  }

  // Whether a text is an ending.
  function isEnding(text) {
    if (!endings) {
      endings = {};
      for (var i = 0; i < R.tables.particles.length; i++) endings["=" + R.tables.particles[i]] = true;
    }
    return !!endings["=" + text];
  }

  return { stems: stems, isEnding: isEnding };
})();
