"""MathML and SVG inside HTML (the standard's "foreign content")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from packager.wikitext.html5.names import element_names
from packager.wikitext.html5.node import Node
from packager.wikitext.html5.tokens import Tag, print_attributes

if TYPE_CHECKING:
    from packager.wikitext.html5.tree_builder import TreeBuilder

_TEXT_POINTS: Final = frozenset({"math:mi", "math:mo", "math:mn", "math:ms", "math:mtext"})
_HTML_POINTS: Final = frozenset({"svg:foreignObject", "svg:desc", "svg:title"})
_HTML_ENCODINGS: Final = frozenset({"text/html", "application/xhtml+xml"})
_LEAVING: Final = element_names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
_FONT: Final = frozenset({"color", "face", "size"})

_SVG_NAMES: Final = {
    name.lower(): name
    for name in element_names(
        "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix "
        "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feFlood "
        "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset "
        "fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient "
        "radialGradient textPath"
    )
}
_ATTRIBUTES: Final = {
    name.lower(): name
    for name in element_names(
        "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode "
        "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines "
        "keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits "
        "numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ "
        "preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions "
        "requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
        "surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector "
        "yChannelSelector zoomAndPan"
    )
}


def _is_html_point(node: Node) -> bool:
    if node.key == "math:annotation-xml":
        return any(key == "encoding" and value.lower() in _HTML_ENCODINGS for key, value in node.attributes)
    return node.key in _HTML_POINTS


def takes_html_text(node: Node) -> bool:
    return node.key in _TEXT_POINTS or _is_html_point(node)


def takes_html_start(node: Node, name: str) -> bool:
    if node.key in _TEXT_POINTS:
        return name not in ("mglyph", "malignmark")
    return (node.key == "math:annotation-xml" and name == "svg") or _is_html_point(node)


def insert(builder: TreeBuilder, tag: Tag, namespace: str) -> None:
    """Insert an element of another name space; one that closes itself is not left open."""
    name = tag.name
    attributes = tag.attributes
    if namespace == "svg":
        name = _SVG_NAMES.get(name, name)
        attributes = tuple((_ATTRIBUTES.get(key, key), value) for key, value in attributes)
    else:
        attributes = tuple(("definitionURL" if key == "definitionurl" else key, value) for key, value in attributes)
    if attributes != tag.attributes:
        tag = tag._replace(attributes=attributes, printed=print_attributes(attributes))
    if tag.self_closing:
        builder.insert_void(tag, namespace, name)
    else:
        builder.insert(tag, namespace, name)


def start(builder: TreeBuilder, tag: Tag) -> None:
    name = tag.name
    stack = builder.stack
    if name in _LEAVING or (name == "font" and any(key in _FONT for key, _ in tag.attributes)):
        while stack.current.namespace and not takes_html_text(stack.current):
            stack.pop()
        builder.process_start(tag)
    else:
        insert(builder, tag, stack.current.namespace)


def end(builder: TreeBuilder, name: str) -> None:
    stack = builder.stack
    if name in ("br", "p"):
        while stack.current.namespace and not takes_html_text(stack.current):
            stack.pop()
        builder.mode.end(builder, name)
        return
    svg_name = _SVG_NAMES.get(name, name)
    if stack.last(f"math:{name}") is not None or stack.last(f"svg:{svg_name}") is not None:
        node = stack.current
        while node.namespace:
            if node.name.lower() == name:
                while stack.pop() is not node:
                    pass
                return
            assert node.above is not None
            node = node.above
    builder.mode.end(builder, name)
