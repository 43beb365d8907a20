"""``[[/Sub]]`` and ``[[../]]``: targets relative to the page (MediaWiki: Linker::normalizeSubpageLink)."""

from __future__ import annotations

from packager.model import SiteInfo, Title
from packager.titles import prefixed

_BLANK = " \t\n\r\0\x0b"


def has_subpages(title: Title, site: SiteInfo) -> bool:
    """Whether ``/`` has this meaning in the title's namespace."""
    namespace = site.namespaces.get(title.ns)
    return namespace is not None and namespace.subpages


def subpage_target(context: Title, target: str, text: str, site: SiteInfo) -> tuple[str, str]:
    """Absolute target, and link text (given if not empty, else perhaps a short form of the target)."""
    if not has_subpages(context, site):
        return target, text
    name, hash_sign, fragment = target.partition("#")
    suffix = hash_sign + fragment
    name = name.strip(_BLANK)
    base = prefixed(context, site)
    if name.startswith("/"):
        stripped = name.rstrip("/")
        if stripped != name:
            name = short = stripped[1:]
        else:
            short = name[1:]
        return f"{base}/{short.strip(_BLANK)}{suffix}", text or name + suffix
    ups = 0
    rest = name
    while rest.startswith("../"):
        ups += 1
        rest = rest[3:]
    parts = base.split("/")
    if not ups or len(parts) <= ups:
        return target, text
    if rest.endswith("/"):
        rest = rest.rstrip("/")
        text = text or rest + suffix
    path = "/".join(parts[:-ups])
    rest = rest.strip(_BLANK)
    return (f"{path}/{rest}" if rest else path) + suffix, text
