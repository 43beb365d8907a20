"""``<imagemap>`` (extension ImageMap): a picture with areas that are links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import md5

from packager.char_references import normalize_char_references
from packager.model import NS_FILE, LinkTarget, Title
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.identifiers import escape_id_for_link
from packager.wikitext.markup import open_tag, wrap
from packager.wikitext.passes.external_links import link_attributes
from packager.wikitext.passes.link_holder import fill_links, full_text
from packager.wikitext.passes.protocols import starts_with_protocol
from packager.wikitext.pictures.image_options import parse_options
from packager.wikitext.pictures.images import find_file, make_image
from packager.wikitext.state import Parser
from packager.wikitext.tags.messages import message
from packager.wikitext.tags.registry import tag
from packager.wikitext.urls import page_url

_CORNERS = ("top-right", "bottom-right", "bottom-left", "top-left", "none")
_LINK_WITH_TEXT = re.compile(r"\[\[([^|]*)\|([^\]]*)\]\]\W*")
_LINK = re.compile(r"\[\[([^\]]*)\]\]\W*")
_OUTWARD_WITH_TEXT = re.compile(r"\[(\S*)\s([^\]]*)\]\W*")
_OUTWARD = re.compile(r"\[([^\]]*)\]\W*")
_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_IMAGE = re.compile(r"(<a\b[^>]*>)?(<img\b[^>]*?)\s*(/?>)(</a>)?")
_SIZE = re.compile(r' (width|height)="(\d+)"')
_COORDINATES = {"rect": 4, "circle": 3}
_ICON = "/extensions/ImageMap/resources/desc-20.png?15600"
_ICON_SIZE = 20


class _Fault(Exception):
    """The map is not drawn; the message says why."""

    def __init__(self, key: str, *parameters: str) -> None:
        super().__init__(key)
        self.key, self.parameters = key, parameters


@dataclass(slots=True)
class _Picture:
    title: Title
    html: str
    width: int
    height: int
    scale: float
    corner: str = "bottom-right"
    areas: list[str] = field(default_factory=list)
    default: dict[str, str] | None = None


@tag("imagemap")
def imagemap(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    parser = frame.parser
    picture: _Picture | None = None
    try:
        for number, raw in enumerate((content or "").split("\n"), 1):
            line = raw.strip(" \t\n\r\0\x0b")
            if not line or line[0] == "#":
                continue
            if picture is None:
                picture = _picture(parser, line)
            elif re.split(r"[ \t]", line, maxsplit=1)[0] == "desc":
                picture.corner = _corner(parser, line)
            else:
                _area(parser, picture, line, str(number))
        if picture is None:
            raise _Fault("imagemap_no_image")
    except _Fault as fault:
        if fault.key == "imagemap_invalid_image" and parser.settings.offline:
            return _without_picture(parser, content or "")
        return f'<p class="error">{message(parser, fault.key, *fault.parameters)}</p>'
    return _draw(parser, picture).replace("\n", "")


def _without_picture(parser: Parser, content: str) -> str:
    """Caption and areas as links, each once: a dump alone does not list the pictures of Commons."""
    lines = [line.strip(" \t\n\r\0\x0b") for line in content.split("\n")]
    first, *others = [line for line in lines if line and line[0] != "#"]
    name, _, options = first.partition("|")
    caption = parse_options(parser, name, None, parser.half_parse(options)).caption if options else ""
    links = dict.fromkeys(line[line.index("["):] for line in others if "[" in line)
    targets: dict[str, str] = {}
    for link in links:
        # An area and the default often lead to one page: the wording of the first counts.
        targets.setdefault(link.strip("[] ").partition("|")[0].strip(), link)
    items = "".join(f"<li>{parser.half_parse(link)}</li>" for link in targets.values())
    return (f"<p>{caption}</p>" if caption else "") + (f"<ul>{items}</ul>" if items else "")


def _picture(parser: Parser, line: str) -> _Picture:
    name, bar, options = line.partition("|")
    target = parse_title(name, parser.site)
    if target is None or target.title.ns != NS_FILE:
        raise _Fault("imagemap_no_image")
    html = make_image(parser, target.title.text, parser.half_parse(options) if bar else "")
    html = normalize_char_references(parser.strip.unstrip_both(fill_links(parser, html)))
    image = _IMAGE.search(html)
    file, _ = find_file(parser, target.title.text)
    if image is None or file is None:
        raise _Fault("imagemap_invalid_image")
    size = {name: int(value) for name, value in _SIZE.findall(image[2])}
    width, height = size.get("width", 0), size.get("height", 0)
    if file.width + file.height <= 0 or width + height <= 0:
        raise _Fault("imagemap_invalid_image")
    return _Picture(target.title, html, width, height, (width + height) / (file.width + file.height))


def _corner(parser: Parser, line: str) -> str:
    wanted = line[4:].strip()
    names = ", ".join(_CORNERS)
    local = message(parser, "imagemap_desc_types")
    if local != names:
        names += ", " + local
    types = [name.strip() for name in names.split(",")]
    if wanted not in types:
        raise _Fault("imagemap_invalid_desc", names)
    return _CORNERS[types.index(wanted) % len(_CORNERS)]


def _area(parser: Parser, picture: _Picture, line: str, number: str) -> None:
    start = line.find("[")
    link = line[start:] if start >= 0 else ""
    attributes, text = _target(parser, link, number)
    shape, *coordinates = line[:len(line) - len(link)].split() or [""]
    if shape == "poly":
        values = [_coordinate(value, number) for value in coordinates]
        if not values:
            raise _Fault("imagemap_missing_coord", number)
        if len(values) % 2:
            raise _Fault("imagemap_poly_odd", number)
    elif shape in _COORDINATES:
        values = [_coordinate(value, number) for value in coordinates[:_COORDINATES[shape]]]
        if len(values) < _COORDINATES[shape]:
            raise _Fault("imagemap_missing_coord", number)
    elif shape == "default":
        values = []
    else:
        raise _Fault("imagemap_unrecognised_shape", number)
    if shape != "default":
        attributes["shape"] = shape
    if values:
        attributes["coords"] = ",".join(str(_round(value * picture.scale)) for value in values)
    if text:
        if shape != "default":
            attributes["alt"] = text
        attributes["title"] = text
    if shape == "default":
        picture.default = attributes
    else:
        picture.areas.append(open_tag("area", attributes)[:-1] + " />\n")


def _target(parser: Parser, link: str, number: str) -> tuple[dict[str, str], str]:
    """Attributes of the link at the end of a line, and its text."""
    if match := _LINK_WITH_TEXT.fullmatch(link):
        target = parse_title(match[1], parser.site)
        text = match[2].strip()
    elif match := _LINK.fullmatch(link):
        target = parse_title(match[1], parser.site)
        text = full_text(parser, target) if target else ""
    elif starts_with_protocol(link[1:]):
        match = _OUTWARD_WITH_TEXT.fullmatch(link) or _OUTWARD.fullmatch(link)
        if match is None or not match[1]:
            raise _Fault("imagemap_invalid_title", number)
        url = match[1].strip()
        parser.output.external_links[url] = None
        text = match[match.lastindex or 1].strip()
        return {**link_attributes(parser, url), "href": url, "class": "plainlinks"}, text
    else:
        raise _Fault("imagemap_no_link", number)
    if target is None:
        raise _Fault("imagemap_invalid_title", number)
    if not target.title.text and target.fragment:
        return {"href": "#" + escape_id_for_link(target.fragment, parser.settings.fragment_mode[0])}, text
    return {"href": page_url(parser, target)}, text


def _coordinate(value: str, number: str) -> float:
    if not _NUMBER.fullmatch(value):
        raise _Fault("imagemap_invalid_coord", number)
    return float(value)


def _round(value: float) -> int:
    """Half away from zero, as PHP does."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def _draw(parser: Parser, picture: _Picture) -> str:
    """The picture's own HTML with the map put in and the link to its description taken off."""
    image = _IMAGE.search(picture.html)
    assert image is not None
    tag_text, map_html = image[2], ""
    if picture.areas:
        areas = "".join(picture.areas)
        # The name depends on nothing but the areas: two equal maps on a page may share it.
        name = "ImageMap_" + md5(areas.encode(), usedforsecurity=False).hexdigest()[:16]
        map_html = f'<map name="{name}">\n{areas}</map>'
        tag_text += f' usemap="#{name}"'
    tag_text += " />"
    default = picture.default
    inner = map_html + tag_text if default is None else wrap("a", default, tag_text) + map_html
    has_zoom_icon = 'class="magnify"' in picture.html
    style = ""
    if not has_zoom_icon and picture.corner != "none":
        style = f' style="height: {picture.height}px; width: {picture.width}px; "'
        inner += _description(parser, picture)
    box = f'<div class="noresize"{style}>{inner}</div>'
    return picture.html[:image.start()] + box + picture.html[image.end():]


def _description(parser: Parser, picture: _Picture) -> str:
    """The icon that leads to the page of the picture."""
    left = 0 if picture.corner.endswith("left") else picture.width - _ICON_SIZE
    top = 1 - picture.height if picture.corner.startswith("top") else -_ICON_SIZE
    words = message(parser, "imagemap_description")
    icon = open_tag("img", {"alt": words, "src": _ICON, "style": "border: none;"})[:-1] + " />"
    link = wrap("a", {"href": page_url(parser, LinkTarget(picture.title)), "title": words}, icon)
    return f'<div style="margin-left: {left}px; margin-top: {top}px; text-align: left;">{link}</div>'
