// Small things that browsers of twenty years do differently.
R.dom = (function () {
  function id(name) { return document.getElementById(name); }

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.appendChild(document.createTextNode(text));
    return element;
  }

  // There is no form that a button could send; old Internet Explorer would refuse to change its type.
  function button(className, text, action) {
    var element = make("button", className, text);
    on(element, "click", action);
    return element;
  }

  function clear(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
  }

  function on(element, name, action) {
    if (element.addEventListener) {
      element.addEventListener(name, action, false);
    } else {
      element.attachEvent("on" + name, function () {
        var event = window.event;
        event.target = event.srcElement;
        event.preventDefault = function () { event.returnValue = false; };
        event.stopPropagation = function () { event.cancelBubble = true; };
        return action.call(element, event);
      });
    }
  }

  function hasClass(element, name) {
    return (" " + element.className + " ").indexOf(" " + name + " ") >= 0;
  }

  function setClass(element, name, wanted) {
    // className of an SVG element is an object.
    if (typeof element.className != "string") return;
    var rest = (" " + element.className + " ").replace(" " + name + " ", " ");
    rest = rest.replace(/^ +| +$/g, "");
    element.className = wanted ? (rest ? rest + " " : "") + name : rest;
  }

  // The nearest element at or above node for which test holds, below or at top.
  function up(node, top, test) {
    while (node) {
      if (node.nodeType == 1 && test(node)) return node;
      if (node == top) return null;
      node = node.parentNode;
    }
    return null;
  }

  function text(element) {
    return element.textContent !== undefined ? element.textContent : element.innerText;
  }

  function classes(root, tag, name) {
    var all = root.getElementsByTagName(tag), found = [];
    for (var i = 0; i < all.length; i++) if (hasClass(all[i], name)) found.push(all[i]);
    return found;
  }

  function scrollTop(value) {
    var root = document.documentElement;
    if (value === undefined) return window.pageYOffset || root.scrollTop || document.body.scrollTop || 0;
    window.scrollTo(0, value);
    return value;
  }

  function show(element, wanted) { element.style.display = wanted ? "" : "none"; }

  return {
    id: id, make: make, button: button, clear: clear, on: on, hasClass: hasClass, setClass: setClass, up: up, text: text,
    classes: classes, scrollTop: scrollTop, show: show
  };
})();
