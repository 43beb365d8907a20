"""Pictures: ``[[파일:...]]`` to HTML in the layout of MediaWiki 1.39 (Linker::makeImageLink, legacy media DOM)."""

from __future__ import annotations

from dataclasses import replace

from packager.model import NS_FILE, FileInfo, LinkTarget, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.markup import escape, open_tag, wrap
from packager.wikitext.passes.external_links import link_attributes
from packager.wikitext.passes.link_holder import full_text
from packager.wikitext.passes.quotes import line_quotes
from packager.wikitext.pictures.image_options import ImageOptions, parse_options
from packager.wikitext.pictures.thumbnails import (
    SVG_MAX_SIZE,
    Thumb,
    can_render,
    is_vector,
    must_render,
    round_half_up,
    transform,
    with_wider,
)
from packager.wikitext.state import Parser
from packager.wikitext.urls import file_url, page_url, script_url, upload_url

_UPRIGHT_ROUNDING = 10
_QUOTE = escape("'")
_TWO_QUOTES = 2 * _QUOTE
_MISSING_WIDTH, _MISSING_UPRIGHT_WIDTH = 180, 130


def make_image(parser: Parser, name: str, options_text: str) -> str:
    """``name`` is the title text of the file; ``options_text`` what follows the first bar, links already done."""
    file, name = find_file(parser, name)
    return image_html(parser, name, file, parse_options(parser, name, file, options_text))


def find_file(parser: Parser, name: str) -> tuple[FileInfo | None, str]:
    """The file, redirects followed, and the name under which it was found."""
    parser.output.files[name] = None
    file = parser.file(name)
    if file is None:
        page = parser.fetch(Title(NS_FILE, name))
        if page is not None and page.redirect is not None and page.redirect.title.ns == NS_FILE:
            target = page.redirect.title.text
            file = parser.file(target)
            if file is not None:
                parser.output.files[target] = None
                return file, target
    return file, name


def image_html(parser: Parser, name: str, file: FileInfo | None, options: ImageOptions) -> str:
    """A box with caption, or the picture alone, perhaps floating."""
    prefix = postfix = ""
    align = options.align
    if align == "center":
        prefix, postfix, align = '<div class="center">', "</div>", "none"
    width = options.width
    if file is not None and not width:
        width = _natural_width(parser, file, options)
    if options.has_caption:
        align = align or ("left" if parser.language.rtl else "right")
        return (prefix + _box(parser, name, file, options, width, align) + postfix).replace("\n", " ")
    if file is None:
        html = broken_image(parser, name, options.title)
    elif not can_render(file):
        html = media_link(parser, name, escape(options.title or name))
    else:
        if options.format == "frameless":
            width = _not_wider(file, width)
        thumb = transform(parser, file, width, options.height, options.page, options.lang)
        thumb = with_wider(parser, file, thumb, width, options.height, options.page, options.lang)
        css = " ".join(filter(None, (options.css, "thumbborder" if options.border else "")))
        html = linked_thumb(parser, name, thumb, options, css)
    if align:
        html = f'<div class="float{align}">{html}</div>'
    return (prefix + html + postfix).replace("\n", " ")


def _natural_width(parser: Parser, file: FileInfo, options: ImageOptions) -> int:
    """Width if none is given: that of the file, or the user's preference for boxes and frameless pictures."""
    width = SVG_MAX_SIZE if options.height and is_vector(file) else file.width
    if not options.format and width:
        return width
    settings = parser.settings
    preferred = settings.thumb_width
    if options.upright is not None:
        factor = options.upright or settings.upright_factor
        preferred = round_half_up(preferred * factor / _UPRIGHT_ROUNDING) * _UPRIGHT_ROUNDING
    if not options.height and (width <= 0 or preferred < width or is_vector(file)):
        return preferred
    return width


def _not_wider(file: FileInfo, width: int) -> int:
    """Pictures that are shown as they are do not grow in a box."""
    return width if must_render(file) or not file.width else min(width, file.width)


def _box(parser: Parser, name: str, file: FileInfo | None, options: ImageOptions, width: int, align: str) -> str:
    """A frame with a caption below the picture (makeThumbLink2)."""
    width = width or (_MISSING_WIDTH if options.upright is None else _MISSING_UPRIGHT_WIDTH)
    framed = options.format == "framed"
    thumb: Thumb | None = None
    zoom = ""
    if file is None:
        inner = broken_image(parser, name, options.title)
    elif not can_render(file) and options.format != "manualthumb":
        inner = media_link(parser, name, escape(name))
    else:
        thumb, options = _box_thumb(parser, name, file, options, width)
        if thumb is None:
            inner = escape(parser.language.message("thumbnail_error", "") or "")
        else:
            css = f"{options.css} thumbimage" if options.css else "thumbimage"
            # Only a picture in the line has a vertical place.
            inner = linked_thumb(parser, name, thumb, replace(options, valign=""), css)
            zoom = "" if framed else _zoom_icon(parser, name, options)
    outer = (thumb.width or thumb.height if thumb else width) + 2
    return (
        f'<div class="thumb t{align}"><div class="thumbinner" style="width:{outer}px;">{inner}'
        f'  <div class="thumbcaption">{zoom}{options.caption}</div></div></div>'
    )


def _box_thumb(
    parser: Parser, name: str, file: FileInfo, options: ImageOptions, width: int
) -> tuple[Thumb | None, ImageOptions]:
    if options.format == "manualthumb":
        target = parse_title(options.manual_thumb, parser.site, NS_FILE)
        manual = find_file(parser, target.title.text)[0] if target else None
        if manual is None or not can_render(manual):
            return None, options
        if not (options.link_url or options.link_title or options.no_link):
            options = replace(options, link_title=LinkTarget(Title(NS_FILE, name)))
        if not manual.width:
            return Thumb(file_url(parser, manual.name), manual.width, manual.height), options
        return transform(parser, manual, manual.width), options
    if options.format == "framed":
        if not is_vector(file) and file.width:
            return Thumb(file_url(parser, file.name), file.width, file.height), options
        # A frame holds the picture in its own size, whatever height is asked for as well (File::getUnscaledThumb).
        width, height = file.width or width, 0 if file.width else options.height
    else:
        width, height = _not_wider(file, width), options.height
    thumb = transform(parser, file, width, height, options.page, options.lang)
    return with_wider(parser, file, thumb, width, height, options.page, options.lang), options


def _zoom_icon(parser: Parser, name: str, options: ImageOptions) -> str:
    title = Title(NS_FILE, name)
    url = script_url(parser, title, page=str(options.page)) if options.page else page_url(parser, LinkTarget(title))
    tooltip = parser.language.message("thumbnail-more") or ""
    return f'<div class="magnify">{wrap("a", {"href": url, "class": "internal", "title": tooltip}, "")}</div>'


def linked_thumb(parser: Parser, name: str, thumb: Thumb, options: ImageOptions, css: str = "") -> str:
    """The ``<img>`` inside the link that the options ask for; by default to the file's own page."""
    title = options.title or None
    tooltip = None
    if options.link_url:
        extra = link_attributes(parser, options.link_url)
        link = {"href": options.link_url, "title": title, "target": extra.get("target"), "rel": extra.get("rel")}
    elif options.link_title is not None:
        target = options.link_title
        full = prefixed(target.title, parser.site)
        full = f"{target.interwiki}:{full}" if target.interwiki else full
        link = {"href": page_url(parser, target), "title": title or full}
    elif options.no_link:
        link = {}
        tooltip = title
    else:
        link = {"href": _description_url(parser, name, options), "class": "image", "title": title}
    alt = options.alt or ""
    if alt == name and options.link_title is not None and parser.settings.offline:
        # Where the picture is missing, its link still needs words: not the file's name, but where it leads.
        alt = full_text(parser, options.link_title)
    image = open_tag(
        "img",
        {
            "alt": alt,
            "src": thumb.url,
            "decoding": "async",
            "title": tooltip,
            "width": thumb.width or None,
            "height": thumb.height or None,
            "style": f"vertical-align: {options.valign}" if options.valign else None,
            "class": css or None,
            "srcset": ", ".join(f"{url} {density}x" for density, url in thumb.wider) or None,
        },
    )[:-1] + " />"
    return wrap("a", link, image) if link else image


def _description_url(parser: Parser, name: str, options: ImageOptions) -> str:
    title = Title(NS_FILE, name)
    query = {"page": str(options.page)} if options.page else {"lang": options.lang} if options.lang else {}
    return script_url(parser, title, **query) if query else page_url(parser, LinkTarget(title))


def broken_image(parser: Parser, name: str, label: str = "") -> str:
    """A picture that is not there: a red link to upload it."""
    title = Title(NS_FILE, name)
    shown = prefixed(title, parser.site)
    html = escape(label or shown)
    if _TWO_QUOTES in html:
        html = line_quotes(html.replace(_QUOTE, "'"))
    page = parser.fetch(title)
    if page is not None and page.redirect is not None:
        return wrap("a", {"href": page_url(parser, LinkTarget(title)), "class": "mw-redirect", "title": shown}, html)
    if parser.settings.uploads:
        return wrap("a", {"href": upload_url(parser, name), "class": "new", "title": shown}, html)
    return wrap("a", {"href": page_url(parser, LinkTarget(title)), "title": shown}, html)


def media_link(parser: Parser, name: str, html: str) -> str:
    """``[[미디어:x.ogg]]``: a link to the file itself."""
    file, name = find_file(parser, name)
    if file is None:
        return wrap("a", {"href": upload_url(parser, name), "class": "new", "title": name}, html)
    return wrap("a", {"href": file_url(parser, file.name), "class": "internal", "title": name}, html)


