"""A SiteInfo for tests: Korean Wikipedia as our own data describe it."""

from __future__ import annotations

from packager.dump.siteinfo import RawSite, make_site

SITE = make_site(
    RawSite(
        sitename="위키백과",
        dbname="kowiki",
        base="https://ko.wikipedia.org/wiki/%EC%9C%84%ED%82%A4%EB%B0%B1%EA%B3%BC:%EB%8C%80%EB%AC%B8",
        generator="MediaWiki 1.46.0",
        lang="ko",
        version="0.11",
    )
)
