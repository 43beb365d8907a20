"""The preprocessor's tree: brace counting, headings, tags, comments, inclusion; and its cost on hostile text."""

from __future__ import annotations

import time

import pytest

from packager.wikitext.expansion.nodes import Argument, Comment, Content, ExtensionTag, Heading, Ignored, Template
from packager.wikitext.expansion.preprocessor import build_tree

TAGS = frozenset({"ref", "nowiki", "pre", "noinclude-not"})


def shape(content: Content) -> str:
    """A tree as text: ⟨template⟩, ⟪argument⟫, name≡value, ‹ignored›, ⁅tag⁆, H2(heading)."""
    if isinstance(content, str):
        return content
    out = []
    for node in content:
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, Template | Argument):
            parts = "".join(
                f"|{shape(part.name)}≡{shape(part.value)}" if part.name is not None else f"|{shape(part.value)}"
                for part in node.parts
            )
            line = "^" if isinstance(node, Template) and node.line_start else ""
            marks = "⟨⟩" if isinstance(node, Template) else "⟪⟫"
            out.append(f"{marks[0]}{line}{shape(node.title)}{parts}{marks[1]}")
        elif isinstance(node, Heading):
            out.append(f"H{node.level}({shape(node.children)})")
        elif isinstance(node, ExtensionTag):
            out.append(f"⁅{node.name}{node.attributes}:{node.content}⁆")
        elif isinstance(node, Comment):
            out.append(f"‹!{node.text!r}›")
        elif isinstance(node, Ignored):
            out.append(f"‹{node.text}›")
    return "".join(out)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a|b=c|d}}", "⟨a|b≡c|d⟩"),
        ("x\n{{a}}", "x\n⟨^a⟩"),
        ("{{a}}", "⟨a⟩"),
        ("{{{a|b|c}}}", "⟪a|b|c⟫"),
        ("{{{{a}}}}", "{⟪a⟫}"),
        ("{{{{{a}}}}}", "⟨⟪a⟫⟩"),
        ("{{{{{a}}}|b}}", "⟨⟪a⟫|b⟩"),
        ("{{{{{{a}}}}}}", "⟪⟪a⟫⟫"),
        ("{{{{{{{a}}}}}}}", "{⟪⟪a⟫⟫}"),
        ("{{{a}}", "{⟨a⟩"),
        ("{{a}", "{{a}"),
        ("{{a|{{b|c}}", "{{a|⟨b|c⟩"),
        ("{{a|b=c=d}}", "⟨a|b≡c=d⟩"),
        ("{{a=b}}", "⟨a=b⟩"),
        ("{{a|[[b|c}}=d]]}}", "⟨a|[[b|c}}=d]]⟩"),
        ("{{a|[[b}}", "{{a|[[b}}"),
        ("[[[a]]", "[[[a]]"),
        ("{{a|-{b|c=d}-}}", "⟨a|-{b|c=d}-⟩"),
        ("-{{{a}}}-", "-⟪a⟫-"),
        ("-{{a}}}-", "-⟨a⟩}-"),
        ("{{ -{ }} }-", "{{ -{ }} }-"),
        ("== a ==\nb", "H2(== a ==)\nb"),
        ("=a=", "H1(=a=)"),
        ("==a===", "H2(==a===)"),
        ("====", "H1(====)"),
        ("==", "=="),
        ("== a", "== a"),
        ("== a == x", "== a == x"),
        ("==a== <!--c--> ", "H2(==a== ‹!'<!--c-->'› )"),
        ("==a {{b\n|c}} ==", "H2(==a ⟨b\n|c⟩ ==)"),
        ("{{a|\n== b ==\n}}", "⟨a|\n== b ==\n⟩"),
        ("{{a|x\n=b=\n}}", "⟨a|x\n≡b=\n⟩"),
        ("== a }}\n{{b}} ==", "== a }}\n⟨^b⟩ =="),
        ("<ref name=x>a{{b</ref>", "⁅ref name=x:a{{b⁆"),
        ("<REF/>", "⁅REF:None⁆"),
        ("<ref >a<ref>b</ref>c", "⁅ref :a<ref>b⁆c"),
        ("<ref>a", "<ref>a"),
        ("<refs>a</refs>", "<refs>a</refs>"),
        ("a<!-- b -->c", "a‹!'<!-- b -->'›c"),
        ("a\n<!-- b -->\nc", "a\n‹!'<!-- b -->\\n'›c"),
        ("a\n <!-- b --> <!-- c -->\n==d==", "a\n‹!' <!-- b --> '›‹!'<!-- c -->\\n'›H2(==d==)"),
        ("a<!-- b", "a‹!'<!-- b'›"),
        (
            "<noinclude>a</noinclude><includeonly>b</includeonly>c",
            "‹<noinclude>›a‹</noinclude>›‹<includeonly>b</includeonly>›c",
        ),
        ("a<includeonly>b", "a‹<includeonly>b›"),
    ],
)
def test_page(text: str, expected: str) -> None:
    assert shape(build_tree(text, False, TAGS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<noinclude>a</noinclude><includeonly>b</includeonly>c",
            "‹<noinclude>a</noinclude>›‹<includeonly>›b‹</includeonly>›c",
        ),
        ("a<noinclude>b", "a‹<noinclude>b›"),
        (
            "a<onlyinclude>b</onlyinclude>c<onlyinclude>d</onlyinclude>e",
            "‹a<onlyinclude>›b‹</onlyinclude>c<onlyinclude>›d‹</onlyinclude>e›",
        ),
        ("a<onlyinclude>b", "a<onlyinclude>b"),
    ],
)
def test_inclusion(text: str, expected: str) -> None:
    assert shape(build_tree(text, True, TAGS)) == expected


def test_plain_text_is_no_tree() -> None:
    assert build_tree("가 [[나]] = 다", False, TAGS) == "가 [[나]] = 다"


HOSTILE = (
    "{{", "{{{", "[[", "{{a|", "{{{a|", "[[a|", "-{", "\n==", "<ref>", "<ref", "<!--", " <!-- --> ", "\n<!-- -->",
    "{{a=b|c=d ", "{{a}}", "}}", "\n=a", "{|", "=", "{{[[", "<nowiki>", "<noinclude>", "{{{{a}}", "[[a]]]",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_is_linear(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            build_tree(text, False, TAGS)
            best = min(best, time.process_time() - start)
        return best

    cost(100)
    small, large = cost(1_000), cost(8_000)
    # Eight times the text; a quadratic rule would cost 64 times as much.
    assert large < 24 * small + 0.005


@pytest.mark.parametrize(("opening", "closing"), [("{{", "}}"), ("[[", "]]"), ("{{a|", "}}"), ("{", "}"), ("-{", "}-")])
def test_deep_nesting_is_no_recursion(opening: str, closing: str) -> None:
    assert build_tree(opening * 20_000 + closing * 20_000, False, TAGS)
