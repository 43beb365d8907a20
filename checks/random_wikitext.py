"""Random wikitext that knows the grammar, and breaks it in places: what the fuzzer feeds to the renderer."""

from __future__ import annotations

import random
from collections.abc import Callable

PAGES = {
    "틀:가": "<b>{{{1|없음}}}</b>{{{이름|}}}",
    "틀:표": "{| class=wikitable\n! {{{1}}}\n|-\n| {{{2|}}}\n|}",
    "틀:고리": "x{{고리}}",
    "틀:서로": "{{서로2|{{{1}}}}}",
    "틀:서로2": "{{#만약:{{{1|}}}|{{서로|}}|끝}}",
    "틀:주의": "<includeonly>[[분류:가]]</includeonly><noinclude>설명</noinclude><onlyinclude>{{{1}}}</onlyinclude>",
    "틀:열림": "<div>'''{{{1",
    "틀:닫힘": "}}}</div>''|}",
    "틀:목록": "* {{{1}}}\n* {{{2}}}\n",
    "틀:넘김": "#넘겨주기 [[틀:가]]",
    "틀:주": "<ref name=\"{{{1|}}}\">{{{2|출처}}}</ref>",
    "있는 문서": "본문",
    "모듈:시험": (
        "local p = {}\n"
        "function p.main(frame) return frame.args[1] or frame:preprocess('{{가|x}}') end\n"
        "function p.args(frame) local t = {} for k, v in pairs(frame:getParent().args) do "
        "t[#t + 1] = tostring(k) .. '=' .. v end table.sort(t) return table.concat(t, ',') end\n"
        "function p.fail() error('시험') end\n"
        "return p\n"
    ),
}

WORDS = (
    "가나", "대한민국", "Seoul", "1", "x y", "é", "𠀋", "&amp;", "&#x41;", "&bogus;", "http://example.org/a_b",
    "ISBN 1234567890", "RFC 12", "--", "~~~~", "__목차__", "__NOTOC__", "\u200b", "\u00a0", "\t", "'", "''",
    "'''", "'''''",
)  # fmt: skip
MARKS = (
    "[[", "]]", "{{", "}}", "{{{", "}}}", "{|", "|}", "|-", "||", "!!", "|", "=", "==", "<", ">", "</", "/>",
    "<!--", "-->", "-{", "}-", "\n", "\n\n", "\n ", "\n*", "\n#", "\n:", "\n;", "''", "'''", "[", "]",
    "[http://", "<nowiki>", "</nowiki>", "<ref>", "</ref>", "&", "#", "__", "\x7f", "----", "\n|", "\n!",
    "\n|-", "\n{|", "\n|}", "<references/>", "{{가|", "[[파일:예.jpg|", "<math>", "</math>", "<pre>", "<gallery>",
    "{{#만약:", "<div>",
)  # fmt: skip
TAGS = (
    "b", "i", "span", "div", "p", "small", "sup", "center", "blockquote", "table", "tr", "td", "ul", "li", "dl",
    "dd", "font", "h2", "ruby", "rt", "br", "hr", "u", "s", "del", "code", "pre", "bdi", "a", "script", "abbr",
)  # fmt: skip
EXTENSIONS = (
    "nowiki", "ref", "references", "poem", "gallery", "math", "chem", "pre", "syntaxhighlight", "imagemap",
    "indicator", "templatestyles", "section", "score", "timeline", "hiero", "includeonly", "noinclude",
    "onlyinclude", "templatedata", "inputbox", "categorytree", "mapframe", "ce", "ruby",
)  # fmt: skip
ATTRIBUTES = (
    'class="x"', "style='color:red'", "id=가", 'name="이름"', "group=주", "name=", 'style="a:url(x)"', "lang=ko",
    "colspan=2", "onclick=x", 'title="[[a]]"', "title='{{가|b}}'", "/", '"', "data-x=1", "inline",
)  # fmt: skip
FUNCTIONS = (
    "#만약", "#if", "#ifeq", "#switch", "#스위치", "#expr", "#수식", "#ifexpr", "#iferror", "#ifexist", "#time",
    "#timel", "#titleparts", "#rel2abs", "#tag", "#을를", "#은는", "#invoke", "#호출", "lc", "uc", "ucfirst",
    "padleft", "formatnum", "plural", "urlencode", "anchorencode", "fullurl", "localurl", "ns", "#language",
    "기본정렬", "DISPLAYTITLE", "#lst", "grammar", "gender", "int", "subst", "safesubst", "msgnw", "raw",
    "filepath", "tag",
)  # fmt: skip
VARIABLES = (
    "문서이름", "PAGENAME", "현재년", "이름공간",
    "!", "=", "사이트이름", "문서수",
    "REVISIONID", "FULLPAGENAME", "없는 틀",
)  # fmt: skip
TEMPLATES = (
    "가", "표", "고리", "서로", "주의",
    "열림", "닫힘", "목록", "넘김", "주",
    "없다", ":있는 문서", "틀:가", "/하위",
)  # fmt: skip
EXPRESSIONS = (
    "1+2*3", "1/0", "2^0.5", "10 mod 3", "(1", "sin 1", "1e308*10", "not 1", "가", "1 round 2", "- - 1", "",
)  # fmt: skip
TIMES = ("Y년 n월 j일", "now", "2024-02-30", "+1 day", "U", "r", "\\Y", '"x"', "xrY", "@0", "어제")
IMAGE_OPTIONS = (
    "섬네일", "thumb", "left", "오른쪽", "100px", "100x50픽셀",
    "frame", "테두리", "alt=가", "link=", "link=b", "upright",
    "upright=1.5", "없음", "설명 [[링크]]", "class=x", "x", "page=2",
)  # fmt: skip


LINK_TARGETS = (
    "있는 문서", "없는 문서", "#절", "분류:가", ":분류:가", "en:x", ":en:x", "틀:가", "/하위", "../", "a{b", "a|b", "",
)  # fmt: skip
REFERENCE_ATTRIBUTES = ("", ' name="가"', " name=나", ' group="주"', " name=가 group=주", " follow=가")


class Writer:
    """Writes one text; ``budget`` bounds its length."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.budget = chance.choice((8, 20, 50, 120))
        self.kinds: tuple[Callable[[], str], ...] = (
            self.word, self.word, self.word, self.line, self.mark, self.link, self.picture, self.external, self.quoted,
            self.template, self.function, self.variable, self.argument, self.tag, self.extension, self.table, self.list,
            self.heading, self.reference, self.comment, self.paragraphs, self.lua,
        )  # fmt: skip

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def some(self, most: int = 3) -> str:
        """Some wikitext."""
        parts = []
        for _ in range(self.chance.randint(0, most)):
            self.budget -= 1
            parts.append(self.word() if self.budget < 0 else self.chance.choice(self.kinds)())
        return "".join(parts)

    def word(self) -> str:
        return self.pick(*WORDS) + self.pick("", " ", "\n")

    def line(self) -> str:
        return self.pick("\n", "\n\n", "\n \n", "\n\n\n", " ")

    def mark(self) -> str:
        return self.pick(*MARKS)

    def link(self) -> str:
        target = self.pick(*LINK_TARGETS)
        return f"[[{target}{self.pick('', '|', '|' + self.some())}]]{self.pick('', 'abc', '은')}"

    def picture(self) -> str:
        name = self.pick("예.jpg", "작은.png", "국기.svg", "없다.jpg")
        options = "".join("|" + self.pick(*IMAGE_OPTIONS, self.some(1)) for _ in range(self.chance.randint(0, 4)))
        return f"[[{self.pick('파일', 'File', '그림')}:{name}{options}]]"

    def external(self) -> str:
        return f"[{self.pick('http://example.org', '//x.y', 'mailto:a@b', 'ftp://', 'javascript:x')} {self.some(2)}]"

    def quoted(self) -> str:
        quotes = self.pick("''", "'''", "'''''", "''''")
        return f"{quotes}{self.some(2)}{self.pick(quotes, quotes, chr(39) * 2, '')}"

    def parameters(self, most: int = 3) -> str:
        count = self.chance.randint(0, most)
        return "".join("|" + self.pick("", "", "1=", "이름=", "2 = ", "=") + self.some(2) for _ in range(count))

    def template(self) -> str:
        return "{{" + self.pick(*TEMPLATES) + self.parameters() + self.pick("}}", "}}", "}}", "}")

    def function(self) -> str:
        name = self.pick(*FUNCTIONS)
        first = self.some(1)
        if "expr" in name or name == "#수식":
            first = self.pick(*EXPRESSIONS)
        elif "time" in name:
            first = self.pick(*TIMES) + "|" + self.pick(*TIMES)
        elif "tag" in name:
            first = self.pick(*EXTENSIONS)
        return "{{" + name + ":" + first + self.parameters(4) + "}}"

    def variable(self) -> str:
        return "{{" + self.pick(*VARIABLES) + "}}"

    def argument(self) -> str:
        return "{{{" + self.pick("1", "이름", "없다", self.some(1)) + self.pick("", "|", "|" + self.some(1)) + "}}}"

    def lua(self) -> str:
        function = self.pick("main", "args", "fail", "x")
        return "{{#invoke:" + self.pick("시험", "없다") + "|" + function + self.parameters(2) + "}}"

    def attributes(self) -> str:
        return "".join(" " + self.pick(*ATTRIBUTES) for _ in range(self.chance.randint(0, 2)))

    def tag(self) -> str:
        name = self.pick(*TAGS)
        end = self.pick(f"</{name}>", f"</{name}>", f"</{name}>", "", f"</{self.pick(*TAGS)}>")
        return f"<{name}{self.attributes()}{self.pick('', '', ' /')}>{self.some(2)}{end}"

    def extension(self) -> str:
        name = self.pick(*EXTENSIONS)
        body = self.some(2)
        if name in ("gallery", "imagemap"):
            body = f"\n파일:예.jpg|{body}\n{self.pick('rect 1 2 3 4 [[가]]', 'default [[나]]', '없다.png')}\n"
        elif name in ("math", "chem", "ce"):
            body = self.pick("x^2", "\\frac{1}{2}", "\\sqrt{", "H2O", "\\begin{pmatrix}1&2\\\\3\\end{pmatrix}", body)
        elif name == "references":
            body = self.reference()
        return f"<{name}{self.attributes()}>{body}{self.pick(f'</{name}>', f'</{name}>', '')}"

    def reference(self) -> str:
        name = self.pick(*REFERENCE_ATTRIBUTES)
        listed = self.pick("<references/>", '<references group="주"/>')
        return self.pick(f"<ref{name}>{self.some(2)}</ref>", f"<ref{name}/>", listed)

    def table(self) -> str:
        rows = [f"\n{self.pick('', ':', ' ')}{{|{self.attributes()}"]
        for _ in range(self.chance.randint(0, 4)):
            rows.append("\n" + self.pick("|-", "|+", "| ", "! ", "|", "||", "|}") + self.attributes() + self.some(1))
            rows.append(self.pick("", f"||{self.some(1)}", f"!!{self.some(1)}", f"|{self.some(1)}"))
        return "".join(rows) + self.pick("\n|}\n", "\n|}\n", "\n", "")

    def list(self) -> str:
        lines = (self.pick("*", "#", ":", ";", "**", "*#", ":*", ";:", "#:*;") + self.some(1) for _ in range(3))
        return "\n" + "\n".join(lines) + "\n"

    def heading(self) -> str:
        marks = "=" * self.chance.randint(1, 7)
        return f"\n{marks}{self.some(1)}{marks}{self.pick('', ' ', 'x', '=')}\n"

    def comment(self) -> str:
        return f"<!--{self.some(1)}{self.pick('-->', '-->', '')}"

    def paragraphs(self) -> str:
        return "\n\n".join(self.some(1) for _ in range(3)) + self.pick("", "\n ", "\n----\n")


def marker_soup(chance: random.Random) -> str:
    """No grammar at all: marks, tags and words in any order."""
    parts = []
    for _ in range(chance.randint(1, 60)):
        name = chance.choice(TAGS + EXTENSIONS)
        parts.append(chance.choice((
            chance.choice(MARKS), chance.choice(MARKS), chance.choice(WORDS), f"<{name}>", f"</{name}>", f"<{name} ",
            chance.choice(ATTRIBUTES), chance.choice(FUNCTIONS) + ":", chance.choice(TEMPLATES),
            chance.choice(LINK_TARGETS), chance.choice(IMAGE_OPTIONS), chance.choice(VARIABLES), "javascript:", "틀:",
        )))  # fmt: skip
    return "".join(parts)


def random_wikitext(chance: random.Random) -> str:
    """One input."""
    if chance.random() < 0.3:
        return marker_soup(chance)
    writer = Writer(chance)
    text = writer.some(6)
    if chance.random() < 0.2:
        text += "".join(chance.choices(MARKS, k=chance.randint(1, 12)))
    if text and chance.random() < 0.2:
        # A cut or a doubling in the middle.
        at, length = chance.randrange(len(text)), chance.randrange(12)
        text = text[:at] + (text[at : at + length] * 2 if chance.random() < 0.5 else "") + text[at + length :]
    return text
