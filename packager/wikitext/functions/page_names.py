"""{{PAGENAME}} and its family, of this page or of a given one (MediaWiki manual: Help:Magic words#Page names)."""

from __future__ import annotations

from collections.abc import Callable

from packager.model import NS_MAIN, SiteInfo, Title
from packager.titles import encode_for_url, namespace_name, parse_title, prefixed, subject, talk
from packager.wikitext.expansion.escape_wikitext import escape_wikitext
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function, variable
from packager.wikitext.passes.subpages import has_subpages


def _root(title: Title, site: SiteInfo) -> Title:
    return Title(title.ns, title.text.split("/", 1)[0]) if has_subpages(title, site) else title


def _base(title: Title, site: SiteInfo) -> Title:
    parts = title.text.rsplit("/", 1)
    # As in MediaWiki: a page whose name starts with the slash is its own base.
    return Title(title.ns, parts[0]) if has_subpages(title, site) and len(parts) > 1 else title


def _subpage(title: Title, site: SiteInfo) -> str:
    return title.text.rsplit("/", 1)[-1] if has_subpages(title, site) else title.text


def _talk_page(title: Title, site: SiteInfo) -> str:
    return prefixed(Title(talk(title.ns), title.text), site) if title.ns >= NS_MAIN else ""


def _talk_space(title: Title, site: SiteInfo) -> str:
    return namespace_name(talk(title.ns), site) if title.ns >= NS_MAIN else ""


_NAMES: dict[str, Callable[[Title, SiteInfo], str]] = {
    "pagename": lambda title, site: title.text,
    "fullpagename": prefixed,
    "rootpagename": lambda title, site: _root(title, site).text,
    "basepagename": lambda title, site: _base(title, site).text,
    "subpagename": _subpage,
    "talkpagename": _talk_page,
    "subjectpagename": lambda title, site: prefixed(Title(subject(title.ns), title.text), site),
}
_SPACES: dict[str, Callable[[Title, SiteInfo], str]] = {
    "namespace": lambda title, site: namespace_name(title.ns, site),
    "talkspace": _talk_space,
    "subjectspace": lambda title, site: namespace_name(subject(title.ns), site),
}


def _register(name: str, form: Callable[[Title, SiteInfo], str]) -> None:
    def value(frame: Frame) -> str:
        return form(frame.parser.title, frame.parser.site)

    def function(frame: Frame, args: Args) -> str:
        link = parse_title(args[0], frame.parser.site)
        if link is None or not (link.title.text or link.fragment):
            return ""
        return form(link.title, frame.parser.site)

    variable(name)(value)
    parser_function(name)(function)


def _register_all() -> None:
    for name, form in _NAMES.items():
        _register(name, lambda title, site, form=form: escape_wikitext(form(title, site)))  # type: ignore[misc]
        _register(
            name + "e",
            lambda title, site, form=form: escape_wikitext(encode_for_url(form(title, site))),  # type: ignore[misc]
        )
    for name, form in _SPACES.items():
        _register(name, form)
        _register(name + "e", lambda title, site, form=form: encode_for_url(form(title, site)))  # type: ignore[misc]
    _register("namespacenumber", lambda title, site: str(title.ns))


_register_all()
