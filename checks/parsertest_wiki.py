"""The wiki that MediaWiki's parser tests assume: its namespaces, interwiki prefixes, files, clock and tag hooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from packager.model import FileInfo, Namespace, Page, Revision, SiteInfo, Title
from packager.pages.source import MemorySource
from packager.titles import parse_title
from packager.wikitext.pictures import image_words
from packager.wikitext.settings import Limits, RenderSettings
from packager.wikitext.words.message_texts import MESSAGES

CLOCK = datetime(1970, 1, 1, 0, 2, 3, tzinfo=UTC)
REVISION = Revision(1337, "1970-01-01T00:02:03Z")

_CANONICAL = {
    -2: "Media", -1: "Special", 0: "", 1: "Talk", 2: "User", 3: "User talk", 4: "Project", 5: "Project talk",
    6: "File", 7: "File talk", 8: "MediaWiki", 9: "MediaWiki talk", 10: "Template", 11: "Template talk",
    12: "Help", 13: "Help talk", 14: "Category", 15: "Category talk", 100: "MemoryAlpha", 101: "MemoryAlpha talk",
    828: "Module", 829: "Module talk",
}  # fmt: skip
_META = {4: "TestWiki", 5: "TestWiki talk"}
_WITHOUT_SUBPAGES = {-2, -1, 0, 6, 14}
# Local names in the languages that tests use.
_LOCAL: dict[str, dict[int, str]] = {
    "ko": {-2: "미디어", -1: "특수", 1: "토론", 2: "사용자", 3: "사용자토론", 6: "파일", 7: "파일토론", 8: "미디어위키",
           10: "틀", 11: "틀토론", 12: "도움말", 14: "분류", 15: "분류토론"},
    "ar": {-2: "ميديا", -1: "خاص", 1: "نقاش", 2: "مستخدم", 6: "ملف", 8: "ميدياويكي", 10: "قالب",
           12: "مساعدة", 14: "تصنيف"},
    "ca": {-2: "Media", -1: "Especial", 1: "Discussió", 2: "Usuari", 6: "Fitxer", 10: "Plantilla", 12: "Ajuda",
           14: "Categoria"},
    "cs": {-2: "Média", -1: "Speciální", 1: "Diskuse", 2: "Uživatel", 6: "Soubor", 10: "Šablona", 12: "Nápověda",
           14: "Kategorie"},
    "de": {-2: "Medium", -1: "Spezial", 1: "Diskussion", 2: "Benutzer", 6: "Datei", 10: "Vorlage", 12: "Hilfe",
           14: "Kategorie"},
    "es": {-2: "Medio", -1: "Especial", 1: "Discusión", 2: "Usuario", 6: "Archivo", 10: "Plantilla", 12: "Ayuda",
           14: "Categoría"},
    "fr": {-2: "Média", -1: "Spécial", 1: "Discussion", 2: "Utilisateur", 6: "Fichier", 10: "Modèle", 12: "Aide",
           14: "Catégorie"},
    "is": {-2: "Miðill", -1: "Kerfissíða", 1: "Spjall", 2: "Notandi", 6: "Mynd", 8: "Melding", 10: "Snið", 12: "Hjálp",
           14: "Flokkur"},
    "ja": {-2: "メディア", -1: "特別", 1: "トーク", 2: "利用者", 6: "ファイル", 10: "テンプレート", 12: "ヘルプ",
           14: "カテゴリ"},
    "ln": {-2: "Média", -1: "Spécial", 1: "Discussion", 2: "Utilisateur", 6: "Fichier", 10: "Modèle", 12: "Aide",
           14: "Catégorie"},
    "nl": {-2: "Media", -1: "Speciaal", 1: "Overleg", 2: "Gebruiker", 6: "Bestand", 10: "Sjabloon", 12: "Help",
           14: "Categorie"},
    "sr": {-2: "Медиј", -1: "Посебно", 1: "Разговор", 2: "Корисник", 6: "Датотека", 8: "Медијавики", 10: "Шаблон",
           12: "Помоћ", 14: "Категорија"},
    "tr": {-2: "Ortam", -1: "Özel", 1: "Tartışma", 2: "Kullanıcı", 6: "Dosya", 10: "Şablon", 12: "Yardım",
           14: "Kategori"},
    "zh": {},
}  # fmt: skip
_ALIASES: dict[str, dict[int, tuple[str, ...]]] = {
    "es": {6: ("Imagen",)},
    "de": {6: ("Bild",)},
    "fr": {6: ("Image",)},
    "ko": {6: ("그림",)},
}
_MESSAGES: dict[str, tuple[str, str]] = {
    "ar": ("$1 (الصفحة غير موجودة)", "كبر"),
    "ca": ("$1 (encara no existeix)", "Amplia"),
    "cs": ("$1 (stránka neexistuje)", "Zvětšit"),
    "de": ("$1 (Seite nicht vorhanden)", "vergrößern"),
    "es": ("$1 (la página no existe)", "Aumentar"),
    "fr": ("$1 (page inexistante)", "Agrandir"),
    "is": ("$1 (síða er ekki enn til)", "Stækka"),
    "ja": ("$1 (存在しないページ)", "拡大"),
    "ln": ("$1 (lonkásá ezalí tɛ̂)", "Kokómisa monɛ́nɛ"),
    "nl": ("$1 (de pagina bestaat niet)", "Groter"),
    "sr": ("$1 (страница не постоји)", "Повећајте"),
    "tr": ("$1 (sayfa mevcut değil)", "Büyüt"),
    "zh": ("$1（页面不存在）", "放大"),
}
"""Tooltip of a red link and of the button to enlarge, in languages that the packager itself does not speak."""
_INTERWIKI = {
    "local": "http://doesnt.matter.org/$1",
    "wikipedia": "http://en.wikipedia.org/wiki/$1",
    "meatball": "http://www.usemod.com/cgi-bin/mb.pl?$1",
    "memoryalpha": "http://www.memory-alpha.org/en/index.php/$1",
    "zh": "http://zh.wikipedia.org/wiki/$1",
    "es": "http://es.wikipedia.org/wiki/$1",
    "fr": "http://fr.wikipedia.org/wiki/$1",
    "ru": "http://ru.wikipedia.org/wiki/$1",
    "mi": "http://example.com/wiki/$1",
    "mul": "http://wikisource.org/wiki/$1",
    "stats": "https://stats.wikimedia.org/$1",
    "gerrit": "https://gerrit.wikimedia.org/$1",
}
_LANGUAGES = frozenset({"zh", "es", "fr", "ru", "mul"})
_FILES = (
    FileInfo("Foobar.jpg", 1941, 220, "image/jpeg", 7881),
    FileInfo("Thumb.png", 135, 135, "image/png", 22589),
    FileInfo("Foobar.svg", 240, 180, "image/svg+xml", 12345),
    FileInfo("Bad.jpg", 320, 240, "image/jpeg", 12345),
    FileInfo("Video.ogv", 320, 240, "video/ogg", 12345),
    FileInfo("Audio.oga", 0, 0, "audio/ogg", 12345),
    FileInfo("LoremIpsum.djvu", 2480, 3508, "image/vnd.djvu", 3249, 5),
)


def site(lang: str, subpages: bool) -> SiteInfo:
    """The test wiki in a language; ``subpages`` lets articles have them too."""
    local, aliases = _LOCAL.get(lang, {}), _ALIASES.get(lang, {})
    namespaces = {}
    for number, canonical in _CANONICAL.items():
        names = (("Image",) if number == 6 else ("Image talk",) if number == 7 else ()) + aliases.get(number, ())
        name = _META.get(number) or local.get(number, canonical)
        namespaces[number] = Namespace(
            number, name, canonical, names, subpages=number not in _WITHOUT_SUBPAGES or (number == 0 and subpages)
        )
    return SiteInfo(
        "parsertest", "MediaWiki", lang, namespaces, base="http://example.org/wiki/Main_Page", interwiki=_INTERWIKI,
        languages=_LANGUAGES, local_interwikis=frozenset({"local", "mi"}),
    )  # fmt: skip


_SPANISH_OPTIONS = {
    "miniatura": "thumbnail", "miniaturadeimagen": "thumbnail", "mini": "thumbnail", "marco": "framed",
    "enmarcado": "framed", "sinmarco": "frameless", "borde": "border", "derecha": "right", "izquierda": "left",
    "centro": "center", "centrado": "center", "ninguna": "none", "nada": "none",
}  # fmt: skip


def add_image_words() -> None:
    """Lets the renderer know the picture options of the Spanish cases."""
    image_words.WORDS.update(_SPANISH_OPTIONS)
    image_words.STARTS.update({"enlace=": "link", "vínculo=": "link", "alt=": "alt", "página=": "page"})


def add_messages() -> None:
    """Lets the renderer find the few messages of other languages that tests show."""
    for lang, (red_link, enlarge) in _MESSAGES.items():
        texts = MESSAGES.setdefault(lang, {})
        texts.setdefault("red-link-title", red_link)
        texts.setdefault("thumbnail-more", enlarge)


def source(articles: list[dict[str, str]], info: SiteInfo) -> MemorySource:
    """The wiki with the articles of a test file."""
    pages = []
    for number, article in enumerate(articles, 1):
        target = parse_title(article["title"], info)
        if target is not None and not target.interwiki:
            pages.append(_page(target.title, number, article["text"], info))
    result = MemorySource(info, pages, _FILES)
    # The test wiki's own statistics: its articles are put in without counting them.
    result.counts = replace(result.counts, articles=1)
    return result


def _page(title: Title, number: int, text: str, info: SiteInfo) -> Page:
    redirect = None
    head = text.lstrip()
    if head[:9].lower() == "#redirect" and "[[" in head:
        redirect = parse_title(head.partition("[[")[2].partition("]]")[0].partition("|")[0], info)
    return Page(title, number, REVISION, "Scribunto" if title.ns == 828 else "wikitext", text, redirect)


_BASE = RenderSettings(
    now=CLOCK,
    lang="en",
    site_name="MediaWiki",
    server="http://example.org",
    script_path="",
    upload_url="http://example.com/images",
    local_offset=0,
    thumb_width=180,
    fragment_mode=("legacy",),
    allow_external_images=True,
    limits=Limits(template_depth=40),
)


def settings(options: dict[str, Any], config: dict[str, Any]) -> RenderSettings:
    """Settings of one case: its ``!! options`` and ``!! config``."""
    result = replace(_BASE, lang=options.get("language", "en"))
    if "thumbsize" in options:
        result = replace(result, thumb_width=int(options["thumbsize"]))
    if "wgmaxtoclevel" in options:
        result = replace(result, max_toc_level=int(options["wgmaxtoclevel"]))
    if "maxincludesize" in options:
        result = replace(result, limits=replace(result.limits, include_size=int(options["maxincludesize"])))
    if "maxtemplatedepth" in options:
        result = replace(result, limits=replace(result.limits, template_depth=int(options["maxtemplatedepth"])))
    if "wgnonincludablenamespaces" in options:
        result = replace(result, non_includable=frozenset({int(options["wgnonincludablenamespaces"])}))
    if "wgallowexternalimages" in options:
        result = replace(result, allow_external_images=options["wgallowexternalimages"] != "0")
    if "wgenableuploads" in options:
        result = replace(result, uploads=options["wgenableuploads"] != "0")
    if "wgrawhtml" in options:
        result = replace(result, raw_html=options["wgrawhtml"] != "0")
    for name, value in config.items():
        result = _configure(result, name, value)
    return result


def _configure(result: RenderSettings, name: str, value: Any) -> RenderSettings:
    if name == "wgFragmentMode":
        return replace(result, fragment_mode=tuple(_words(value)))
    if name == "wgExternalLinkTarget":
        return replace(result, external_link_target=str(value))
    if name == "wgNoFollowLinks":
        return replace(result, nofollow=bool(value))
    if name == "wgNoFollowDomainExceptions":
        return replace(result, nofollow_exceptions=tuple(_words(value)))
    if name == "wgAllowDisplayTitle":
        return replace(result, display_title=bool(value))
    if name == "wgRestrictDisplayTitle":
        return replace(result, restrict_display_title=bool(value))
    if name == "wgParserEnableLegacyMediaDOM":
        return replace(result, legacy_media=bool(value))
    if name == "wgMaxTocLevel":
        return replace(result, max_toc_level=int(value))
    if name == "wgAllowExternalImages":
        return replace(result, allow_external_images=bool(value))
    if name == "wgEnableMagicLinks" and isinstance(value, dict):
        return replace(result, magic_links=frozenset(key for key, on in value.items() if on))
    if name == "wgRawHtml":
        return replace(result, raw_html=bool(value))
    return replace(result, config={**result.config, name: str(value)})


def _words(value: Any) -> list[str]:
    """A PHP list literal as the extracted cases have it, ``"[ 'html5', 'legacy' ]"``, or a single word."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [word.strip(" '\"") for word in str(value).strip("[] ").split(",") if word.strip(" '\"")]
