"""One page of the archive as a whole HTML document, its links spelled as seen from where it lies."""

from __future__ import annotations

import re

from packager.addresses import category_label, quote_path
from packager.library.special_pages import LICENSE_PATH, MAIN_PATH
from packager.model import Article, Metadata
from packager.templating import STYLE_PATH, template

_HREF = re.compile(r'( (?:href|src)=")\./')


def relative(html: str, path: str) -> str:
    """``./X`` means the archive's root in an ``Article``; spell it as seen from ``path``."""
    depth = path.count("/")
    return _HREF.sub(rf"\1{'../' * depth}", html) if depth else html


def article_page(article: Article, metadata: Metadata, root: str) -> str:
    """The whole HTML document of one article."""
    return template("article.html.jinja2").render(
        article=article,
        metadata=metadata,
        root=root,
        style=root + STYLE_PATH,
        main=root + MAIN_PATH,
        license=root + LICENSE_PATH,
        body=relative(article.html, article.path),
        category_links=[(root + quote_path(path), category_label(path)) for path in article.categories],
    )
