"""``packager page``: one page as the whole document that it is on the drive, with its style sheet inside."""

from __future__ import annotations

from packager.addresses import category_label, quote_path
from packager.config import Config, metadata_for
from packager.library.special_pages import LICENSE_PATH, MAIN_PATH
from packager.model import Article
from packager.rendering.single import SinglePage
from packager.templating import STYLE_PATH, template, template_text

_LINK = f'<link rel="stylesheet" href="./{STYLE_PATH}">'


def document(page: SinglePage, config: Config) -> str:
    """The document of a page that was rendered to its final stage; links lead to where pages lie in the archive."""
    html = template("article.html.jinja2").render(
        article=Article(
            path="", title=page.title, html=page.html, prose="", revision_id=page.revision, timestamp=page.timestamp,
            heading=page.heading,
        ),
        metadata=metadata_for(config, page.timestamp[:10]),
        root="./",
        style=f"./{STYLE_PATH}",
        main=f"./{MAIN_PATH}",
        license=f"./{LICENSE_PATH}",
        body=page.html,
        category_links=[
            (f"./{quote_path(name.replace(' ', '_'))}", category_label(name)) for name in dict.fromkeys(page.categories)
        ],
    )
    head, link, rest = html.partition(_LINK)
    if not link:
        raise LookupError("article.html.jinja2 has no link to the style sheet")
    return f"{head}<style>\n{template_text('page.css')}</style>{rest}"
