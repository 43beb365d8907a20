"""Jinja2 as every output uses it: autoescape on, undefined names are errors, templates from the package."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

STYLE_PATH = "_/page.css"
"""Where the style sheet lies in the archive; no title begins with an underscore."""


@cache
def template_folder() -> Path:
    """``packager/templates`` in an installed wheel, ``templates/`` beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def template(name: str) -> Template:
    """The compiled template ``templates/<name>``."""
    return _environment().get_template(name)


def template_text(name: str) -> str:
    """A file of the template folder as it is (style sheets, scripts)."""
    return (template_folder() / name).read_text(encoding="utf-8")


@cache
def _words() -> Mapping[str, str]:
    return tomllib.loads(template_text("words.toml"))


def words(name: str, **values: object) -> str:
    """A title or short word of ``templates/words.toml`` with its places filled; plain text, not escaped."""
    return _words()[name].format_map(values)
