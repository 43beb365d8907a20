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
        "redirects; "
        "categories without members; rules that are never used; titles both kept and dropped) and ends with 2 if "
        "anything is.",
        "[selection] rules의 규칙이 무엇을 담는지, 새로 만들지 않고 물어봅니다. 모든 글은 앞서 만든 빌드의 글 저장소와 "
        "작업 폴더에 있습니다. --dry-run은 규칙마다 맞는 글과 그 규칙이 정하는 글의 수를 셉니다. 수의 합은 꼭 "
        "맞습니다. "
        "--export는 글마다 한 줄씩 점수, 정한 규칙, 담는지 여부, 지표를 씁니다. --lint는 규칙에서 이상한 것(덤프에 "
        "없는 "
        "제목과 가까운 제목, 넘겨주기, 글이 없는 분류, 쓰이지 않는 규칙, 남기면서 빼기도 한 제목)을 알려 주고, "
        "하나라도 "
        "있으면 2로 끝납니다.",
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
        "따라갑니다. "
        "모든 글은 앞서 만든 빌드의 글 저장소와 작업 폴더에 있습니다.",
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
    "explain-held": ("held at an earlier revision", "앞선 판으로 붙들어 둔 글입니다"),
}
