// Data files that cannot be read: one line that names them and offers to read them again, and what a view says in place
// of an answer that is not whole. Nothing that lies in such a file is ever told as absent.
R.trouble = (function () {
  var line = null;

  // "data/A/00/01.txt" or, of several, the first and how many more.
  function names(list) {
    return list[0].path + (list.length > 1 ? " 등 " + list.length + "개" : "");
  }

  // What happened, in words that are true of a missing, a cut and a changed file.
  function sentence(list) {
    return "자료 파일을 읽지 못했습니다: " + names(list) + ". 파일이 지워졌거나 상했거나, 저장 장치가 빠졌을 수 있습니다.";
  }

  function show() {
    var list = R.shards.losses(), text, before = R.dom.id("r-page");
    if (line && line.parentNode) line.parentNode.removeChild(line);
    line = null;
    if (!list.length || !before) return;
    line = R.dom.make("div", "r-lost");
    line.setAttribute("role", "alert");
    text = R.dom.make("p", "", sentence(list) + " 그 안에 든 글과 찾기 결과는 다시 읽을 때까지 보이지 않습니다.");
    line.appendChild(text);
    line.appendChild(again());
    before.parentNode.insertBefore(line, before);
  }

  function again() { return R.dom.button("r-again", "다시 읽기", retry); }

  // Reads the lost files once more, then draws the page anew.
  function retry() {
    var list = R.shards.losses(), left = list.length + 1, i;
    function one() {
      if (--left) return;
      show();
      if (R.history.current()) R.views.show(R.history.current());
      else R.boot.start();
    }
    R.status.say("다시 읽는 중…");
    for (i = 0; i < list.length; i++) R.shards.load(list[i].kind, list[i].number, one);
    one();
  }

  // A page that stands where an article should: the article is there, its file cannot be read.
  function page() {
    var box = R.dom.make("div", "r-page-main r-kind-lost"), list = R.shards.losses();
    box.appendChild(R.dom.make("h1", "r-page-title", "이 글을 읽지 못했습니다"));
    if (list.length) box.appendChild(R.dom.make("p", "", sentence(list)));
    box.appendChild(R.dom.make("p", "", "저장 장치를 다시 꽂은 다음 ‘다시 읽기’를 누르십시오. 다른 글은 그대로 읽을 수 있습니다."));
    box.appendChild(again());
    return box;
  }

  // Gives a function that says whether every file that was asked for since could be read.
  function since() {
    var before = R.shards.failed();
    return function () { return R.shards.failed() == before; };
  }

  function start() {
    R.shards.listen(show);
    show();
  }

  function forget() { line = null; }

  R.part({ start: start, forget: forget });
  return { page: page, since: since };
})();
