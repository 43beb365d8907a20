// The self-check: reads every data file once and names those that cannot be read.
R.check_view = (function () {
  var turn = 0;

  // All files as [kind, number]; the boot file and the copies of the two roots stand in no table.
  function files() {
    var list = [["B", 0], ["K", 0], ["K", 1]], kind, n;
    for (kind in R.shards.tables) for (n = 0; n < R.shards.tables[kind].length - 1; n++) list.push([kind, n]);
    return list;
  }

  function draw(entry, ready) {
    var page = R.dom.make("div", "r-page-main r-kind-check"), list = files(), mine = ++turn, bad = 0;
    var line = R.dom.make("p", "r-check-line", ""), found = R.dom.make("ul", "r-check-list");
    page.appendChild(R.dom.make("h1", "r-page-title", "자료 검사"));
    page.appendChild(R.dom.make("p", "", "자료 파일을 하나씩 읽어 지워지거나 상한 것을 찾습니다. 파일 끝에 덧붙은 것은 이 검사로 드러나지 않습니다."));
    line.setAttribute("role", "status");
    page.appendChild(line);
    page.appendChild(found);

    function say(text) {
      R.dom.clear(line);
      line.appendChild(document.createTextNode(text));
    }
    function step(n) {
      if (mine != turn) return;
      if (n == list.length) {
        return say(bad ? "파일 " + n + "개 가운데 " + bad + "개를 읽지 못했습니다. 이 부분의 글은 열리지 않을 수 있습니다."
          : "파일 " + n + "개를 읽었고 모두 온전합니다.");
      }
      if (n % 10 === 0) say(n + " / " + list.length);
      R.shards.probe(list[n][0], list[n][1], function (error) {
        if (error) {
          bad++;
          found.appendChild(R.dom.make("li", "", R.shards.path(list[n][0], list[n][1])));
        }
        // A long drive must neither nest deeply nor stop the page.
        setTimeout(function () { step(n + 1); }, 0);
      });
    }

    ready(page, function () { step(0); });
  }

  function leave() { turn++; }

  R.views.add("check", draw);
  R.part({ leave: leave, forget: leave });
  return {};
})();
