// Pictures from shards: items of kind I, media type and bytes, shown as blob: or data: addresses when they come in sight.
R.pictures = (function () {
  var MARGIN = 600, PATIENCE = 4000, waiting = [], addresses = [], listening = false, observer = null, patience = null;
  var blobs = false;
  try {
    blobs = typeof Blob != "undefined" && !!window.URL && !!window.URL.createObjectURL
      && new Blob([new Uint8Array([1])]).size == 1;
  } catch (e) { blobs = false; }

  function watch(page) {
    release();
    var images = page.getElementsByTagName("img");
    for (var i = 0; i < images.length; i++) if (images[i].getAttribute("data-i") !== null) waiting.push(images[i]);
    if (window.IntersectionObserver) return observe();
    if (!listening) {
      listening = true;
      R.dom.on(window, "scroll", look);
      R.dom.on(window, "resize", look);
    }
    look();
  }

  // Sections that have not been laid out have no true place, so where the engine can watch it must.
  function observe() {
    observer = new IntersectionObserver(function (changes) {
      for (var i = 0; i < changes.length; i++) {
        if (!changes[i].isIntersecting) continue;
        observer.unobserve(changes[i].target);
        fetchInto(changes[i].target);
      }
    }, { rootMargin: MARGIN + "px" });
    for (var i = 0; i < waiting.length; i++) observer.observe(waiting[i]);
    waiting = [];
  }

  function look() {
    var height = document.documentElement.clientHeight, rest = [];
    for (var i = 0; i < waiting.length; i++) {
      var place = waiting[i].getBoundingClientRect();
      if (place.top < height + MARGIN && place.bottom > -MARGIN) fetchInto(waiting[i]);
      else rest.push(waiting[i]);
    }
    waiting = rest;
  }

  function fetchInto(image) {
    var number = +image.getAttribute("data-i");
    image.removeAttribute("data-i");
    R.shards.item("I", number, function (error, bytes, start, end) {
      if (error) return lost(image);
      var at = start, type = "";
      while (at < end && bytes[at] != 10) type += String.fromCharCode(bytes[at++]);
      image.src = address(type, bytes, at + 1, end);
    });
  }

  // A quiet mark in place of a picture whose file cannot be read, with the words that the picture has for the blind.
  function lost(image) {
    var words = image.getAttribute("alt");
    if (!image.parentNode) return;
    image.parentNode.replaceChild(R.dom.make("span", "r-no-picture", "그림을 읽지 못했습니다" + (words ? ": " + words : "")), image);
  }

  // Gets every picture of the page, then calls done; for printing.
  function all(done) {
    var images = R.dom.id("r-page").getElementsByTagName("img"), since = new Date().getTime(), i;
    for (i = 0; i < images.length; i++) if (images[i].getAttribute("data-i") !== null) fetchInto(images[i]);
    (function wait() {
      for (i = 0; i < images.length; i++) if (!images[i].src || images[i].complete === false) break;
      if (i == images.length || new Date().getTime() - since > PATIENCE) done();
      else patience = setTimeout(wait, 50);
    })();
  }

  function address(type, bytes, start, end) {
    if (blobs && bytes.subarray) {
      var made = window.URL.createObjectURL(new Blob([bytes.subarray(start, end)], { type: type }));
      addresses.push(made);
      return made;
    }
    return "data:" + type + ";base64," + base64(bytes, start, end);
  }

  function base64(bytes, start, end) {
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", out = [], i, three;
    for (i = start; i < end; i += 3) {
      three = bytes[i] << 16 | (i + 1 < end ? bytes[i + 1] : 0) << 8 | (i + 2 < end ? bytes[i + 2] : 0);
      out.push(digits.charAt(three >> 18) + digits.charAt(three >> 12 & 63)
        + (i + 1 < end ? digits.charAt(three >> 6 & 63) : "=") + (i + 2 < end ? digits.charAt(three & 63) : "="));
    }
    return out.join("");
  }

  // Frees the pictures of the page before.
  function release() {
    for (var i = 0; i < addresses.length; i++) window.URL.revokeObjectURL(addresses[i]);
    addresses = [];
    waiting = [];
    if (observer) observer.disconnect();
    observer = null;
  }

  // The print dialogue must not open on the empty page.
  function forget() {
    release();
    clearTimeout(patience);
    patience = null;
  }

  R.part({ forget: forget });
  return { watch: watch, all: all };
})();
