"""Tidy: placeholder until the tree builder lands."""


def tidy(html: str) -> str:
    return html
