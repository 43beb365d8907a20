"""Help pages and words of the commands by which an editor decides what goes in, in English and Korean."""

from __future__ import annotations

from collections.abc import Mapping

HELP_OF_CURATION: Mapping[str, tuple[str, str]] = {
    "select-brief": ("what the rules of an editor come to", "편집자의 규칙이 무엇을 고르는지 봅니다"),
    "select": (
        "Ask the rules of [selection] rules what goes in, without building: the page store and the work folder of an "
        "earlier build know all pages. --dry-run counts, for each rule, the articles that it matches and those that it "
        "decides about; the counts add up. --export writes a row for every article: score, deciding rule, in or out, "
        "signals. --lint tells what is odd in the rules (titles that the dump does not have, with the nearest; "
        "redirects; categories without members; rules that are never used; titles both kept and dropped) and ends with "
        "2 if anything is.",
        "[selection] rules의 규칙이 무엇을 담는지, 새로 만들지 않고 물어봅니다. 모든 글은 앞서 만든 빌드의 글 저장소와 "
        "작업 폴더에 있습니다. --dry-run은 규칙마다 맞는 글과 그 규칙이 정하는 글의 수를 셉니다. 수의 합은 꼭 "
        "맞습니다. --export는 글마다 한 줄씩 점수, 정한 규칙, 담는지 여부, 지표를 씁니다. --lint는 규칙에서 이상한 "
        "것(덤프에 없는 제목과 가까운 제목, 넘겨주기, 글이 없는 분류, 쓰이지 않는 규칙, 남기면서 빼기도 한 제목)을 "
        "알려 주고, 하나라도 있으면 2로 끝납니다.",
    ),
    "curation-store": ("work/pages.sqlite of an earlier build", "앞서 만든 빌드의 work/pages.sqlite"),
    "select-lint": ("tell what is odd in the rules", "규칙에서 이상한 것을 알려 줍니다"),
    "select-dry-run": (
        "count what each rule matches and decides (default)",
        "규칙마다 맞는 글과 정하는 글을 셉니다(기본값)",
    ),
    "select-export": ("write a row for every article to this file", "글마다 한 줄씩 이 파일에 씁니다"),
    "select-rule": (
        "line {line}: {action} {kind} {value}: {matched} match, {decided} decided",
        "{line}번째 줄: {action} {kind} {value}: 맞는 글 {matched}개, 정한 글 {decided}개",
    ),
    "select-counts": (
        "{articles} articles: {in} in, {out} out; the rank decides about {by_rank}",
        "글 {articles}개: 담는 글 {in}개, 빼는 글 {out}개. 순위로 정한 글 {by_rank}개",
    ),
    "select-exported": ("{file}: {count} articles", "{file}: 글 {count}개"),
    "explain-brief": ("why a page is in or out", "글을 담거나 뺀 까닭을 봅니다"),
    "explain": (
        "Tell why a page is in or out: the rule that decides, every other rule that matches, its signals, its place in "
        "the rank, what it costs. Redirects are followed. The page store and the work folder of an earlier build know "
        "all pages.",
        "글을 담거나 뺀 까닭을 알려 줍니다: 정한 규칙, 맞는 다른 규칙, 지표, 순위, 차지하는 크기. 넘겨주기는 "
        "따라갑니다. 모든 글은 앞서 만든 빌드의 글 저장소와 작업 폴더에 있습니다.",
    ),
    "explain-title": ("title of an article or of a redirect to it", "글이나 그 글로 가는 넘겨주기의 제목"),
    "explain-titles": (
        "file with one title a line; a JSON line for each, in its order",
        "제목을 한 줄에 하나씩 적은 파일. 그 차례로 JSON을 한 줄씩 씁니다",
    ),
    "explain-in": ("«{title}» (page {id}) goes in", "«{title}»(글 번호 {id})을(를) 담습니다"),
    "explain-out": ("«{title}» (page {id}) stays out", "«{title}»(글 번호 {id})을(를) 뺍니다"),
    "explain-rule": ("decided by line {rule}", "정한 규칙: {rule}"),
    "explain-rank": ("no rule decides; the rank does", "정한 규칙이 없어 순위로 정합니다"),
    "explain-also": ("also matched by line {rule}", "맞는 다른 규칙: {rule}"),
    "explain-redirects": ("redirects: {titles}", "넘겨주기: {titles}"),
    "explain-place": ("score {score}, place {place}, about {cost} bytes", "점수 {score}, {place}위, 약 {cost}바이트"),
    "explain-signals": ("signals: {signals}", "지표: {signals}"),
    "preview-brief": ("look at a few pages of a big dump", "큰 덤프의 글 몇 개를 미리 봅니다"),
    "preview": (
        "Render the pages of a list from a multistream dump by the index that lies beside it, without reading the rest "
        "of the dump: minutes, not hours. They come out as a build makes them, apart from numbers of pages, which no "
        "index tells, and from the present day where neither --date nor the configuration gives one: then it is the "
        "day in the name of the dump. DIR gets index.html, a document for each page, and preview.jsonl.",
        "목록의 글을 multistream 덤프에서 곁에 있는 색인으로 찾아 그립니다. 덤프의 나머지는 읽지 않으므로 몇 시간이 "
        "아니라 몇 분이면 됩니다. 글은 build가 만드는 것과 같습니다. 다만 색인에 없는 글의 수는 다를 수 있고, --date도 "
        "설정도 날짜를 주지 않으면 덤프 이름의 날을 오늘로 봅니다. DIR에 index.html과 글마다의 문서, preview.jsonl을 "
        "씁니다.",
    ),
    "preview-titles": ("pages to look at, one title a line", "볼 글, 한 줄에 제목 하나"),
    "preview-out": ("folder for the documents", "문서를 쓸 폴더"),
    "preview-open": ("open the first page in a browser", "첫 쪽을 브라우저로 엽니다"),
    "preview-date": ("day that pages take for today", "글이 오늘로 볼 날"),
    "previewed": ("{file}", "{file}"),
    "diff-brief": ("what changed between two releases", "두 배포판 사이에 바뀐 것을 봅니다"),
    "diff": (
        "Compare two releases, which builds leave in OUT/release: pages added, removed, renamed, turned into "
        "redirects, blanked, exploded or rewritten, the first sentence of watched pages, watched words, pages newly in "
        "categories that rules avoid or drop, templates that newly fail, jumps in the rank, sizes and links. DIR gets "
        "summary.html, a page for each kind, and diff.json. The exit status is 0 whatever is found.",
        "build가 OUT/release에 남긴 두 배포판을 견줍니다: 새 글, 없어진 글, 제목이 바뀐 글, 넘겨주기가 된 글, 비워진 "
        "글, 갑자기 늘어난 글, 다시 쓰인 글, 살피는 글의 첫 문장, 살피는 낱말, 규칙이 피하거나 빼는 분류에 새로 든 글, "
        "새로 잘못되는 틀, 순위의 큰 변화, 크기와 연결. DIR에 summary.html과 종류마다의 쪽, diff.json을 씁니다. 무엇을 "
        "찾든 0으로 끝납니다.",
    ),
    "diff-old": ("release of before", "앞선 배포판"),
    "diff-new": ("release of now", "새 배포판"),
    "diff-out": ("folder for the pages", "쪽을 쓸 폴더"),
    "diff-kind": ("{kind}: {count}", "{kind}: {count}개"),
    "diff-at": ("{folder}/summary.html", "{folder}/summary.html"),
    "hold-brief": ("keep the text that a page has now", "글의 지금 내용을 붙들어 둡니다"),
    "hold": (
        "Write the wikitext of a page with its revision and date into a folder. With a rule hold title TITLE and "
        "[selection] holds, builds show that revision instead of the dump's until the rule goes.",
        "글의 위키텍스트를 판 번호와 날짜와 함께 폴더에 적어 둡니다. 규칙 hold title TITLE과 [selection] holds가 "
        "있으면, 규칙을 없앨 때까지 build는 덤프의 글 대신 그 판을 보여 줍니다.",
    ),
    "hold-title": ("title of the page", "글의 제목"),
    "hold-from": ("page store that has the good text", "좋은 내용이 있는 글 저장소"),
    "hold-folder": ("folder of the held texts", "붙들어 둔 글의 폴더"),
    "held": ("«{title}» is held: {file}", "«{title}»을(를) 붙들어 두었습니다: {file}"),
    "explain-held": ("held at an earlier revision", "앞선 판으로 붙들어 둔 글입니다"),
}
