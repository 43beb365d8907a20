// Stored markup to live markup: links have numbers instead of addresses, so there is nothing to follow or remember.
R.markup = (function () {
  function live(html) {
    return html.replace(/<(a|area) (n|h)=/g, '<$1 role="link" tabindex="0" data-$2=').replace(/<img i=/g, "<img data-i=");
  }

  function escape(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  // An element that works as a link to an item.
  function link(number, label, className) {
    var element = R.dom.make("a", className || "", label);
    element.setAttribute("role", "link");
    element.setAttribute("tabindex", "0");
    element.setAttribute("data-n", number);
    return element;
  }

  // "12#역사" to {number: 12, fragment: "역사"}.
  function target(value) {
    var mark = String(value).indexOf("#");
    return {
      number: parseInt(value, 10),
      fragment: mark < 0 ? "" : String(value).substring(mark + 1)
    };
  }

  return { live: live, escape: escape, link: link, target: target };
})();
