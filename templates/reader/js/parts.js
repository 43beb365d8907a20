// What a feature does at the four moments that concern all of them. A file that has something to do says so by itself,
// R.part({ start: ..., leave: ..., escape: ..., forget: ... }), and nobody keeps a second list:
//   start   the first data are here: listen to events
//   leave   another page is about to be shown: close what belongs to this one
//   escape  the Escape key: close; true if something was open, and then the key has done its work
//   forget  the quick way out: let go of everything that tells what was read, in flight or at rest
R.parts = (function () {
  var list = [];

  function add(part) { list.push(part); }

  // In the order of the files.
  function start() {
    for (var i = 0; i < list.length; i++) if (list[i].start) list[i].start();
  }

  function leave() {
    for (var i = 0; i < list.length; i++) if (list[i].leave) list[i].leave();
  }

  // Up to the first that had something to close.
  function escape() {
    for (var i = 0; i < list.length; i++) if (list[i].escape && list[i].escape() === true) return;
  }

  // One that fails must not keep the others from forgetting.
  function forget() {
    for (var i = 0; i < list.length; i++) {
      try {
        if (list[i].forget) list[i].forget();
      } catch (e) { /* nobody may be told on an empty page */ }
    }
  }

  return { add: add, start: start, leave: leave, escape: escape, forget: forget };
})();
R.part = R.parts.add;
