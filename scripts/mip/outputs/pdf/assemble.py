"""One book as one Typst file: cover, contents, parts with their chapters, indexes, colophon."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import segno

from mip.errors import CannotRun
from mip.outputs.pdf.convert import Chapter, Converter, Item, collect_labels
from mip.outputs.pdf.glyphs import missing
from mip.outputs.pdf.links import Links, permanent
from mip.outputs.pdf.markup import array, breakable, content, label, string, text
from mip.outputs.pdf.spec import BookSpec, PartSpec
from mip.outputs.pdf.words import say

Segment = tuple[set[str], str]  # labels set in a piece of the book, and the piece
ReadPage = Callable[[str], Any]  # address below the site → its article element


class Source(NamedTuple):
    """A book in Typst, and every label in it with a first guess of its page."""

    text: str
    pages: dict[str, int]


CHARACTERS_PER_PAGE = {"zh": 2750, "en": 4200}  # of Typst source, seen in the books
CONTENTS_LINES = 46
_CODE = re.compile(r"<svg.*?</svg>", re.DOTALL)
FLOW_SHIFT = 1  # h1 of a page becomes a heading of level 2, below its part


def typst_source(spec: BookSpec, read: ReadPage, mark: str) -> Source:
    """The whole book. `read` delivers a page's article element, `mark` is the MIP mark as SVG."""
    articles = {chapter.page: read(chapter.page) for chapter in spec.pages}
    links = Links(spec.site_url)
    for chapter in spec.pages:
        _check_characters(chapter.page, articles[chapter.page])
        links.labels[chapter.page] = collect_labels(chapter.page, articles[chapter.page], frozenset(chapter.only))
    converted: dict[str, Chapter] = {}
    cited: dict[tuple[str, str], list[str]] = {}
    for chapter in spec.pages:
        converter = Converter(chapter.page, spec.lang, links, FLOW_SHIFT)
        converted[chapter.page] = converter.chapter(articles[chapter.page], frozenset(chapter.only))
        for key, users in converter.cited.items():
            cited.setdefault(key, []).extend(users)
    items = [item for chapter in spec.pages for item in converted[chapter.page].items]
    segments: list[Segment] = [(set(), _preamble(spec, items)), (set(), _front(spec, mark))]
    for number, part in enumerate(spec.parts, 1):
        segments += _part(spec, number, part, converted, links)
    segments += [*_back(spec, items, cited, links), (set(), "#report-places;\n")]
    return Source("\n".join(markup for _, markup in segments), _guessed_pages(spec, segments))


def _guessed_pages(spec: BookSpec, segments: list[Segment]) -> dict[str, int]:
    """Label → likely page, from the length of the sources alone. It makes room for the number, so only its digits count."""
    density = CHARACTERS_PER_PAGE[spec.lang]
    found: dict[str, int] = {}
    page = 1 + len(spec.pages) // CONTENTS_LINES
    for labels, markup in segments:
        bare = _CODE.sub("", markup)
        for name in labels:
            found[name] = page + 1 + max(bare.find(label(name)), 0) // density
        page += max(1, round(len(bare) / density + 0.25)) if labels else 0
    return found


def _check_characters(page: str, article: Any) -> None:
    """A character no font has would be an empty box on paper: stop and name it."""
    lost = missing(article.text_content())
    if lost:
        names = "、".join(f"“{character}” U+{ord(character):04X}" for character in lost)
        raise CannotRun(f"PDF字体缺字：{names}（{page}） / no font has {names} ({page})")


def _preamble(spec: BookSpec, items: list[Item]) -> str:
    year, month, day = (int(part) for part in spec.as_of.split("-"))
    values = {
        "title": string(document_title(spec)), "author": string(say(spec.lang, "series")), "description": string(spec.subtitle),
        "date": f"datetime(year: {year}, month: {month}, day: {day})",
    }  # fmt: skip
    return "\n".join([
        '#import "template.typ": *',
        f"#let names = {array([string(item.id) for item in items])}",
        f"#let edition = {content(text(edition_line(spec)))}",
        f"#show: book.with({', '.join(f'{key}: {value}' for key, value in values.items())})",
    ])  # fmt: skip


def document_title(spec: BookSpec) -> str:
    """The title in the file's metadata: series and book."""
    series = say(spec.lang, "series")
    return series if spec.title == series else series + ("：" if spec.lang == "zh" else ": ") + spec.title


def edition_line(spec: BookSpec) -> str:
    """In every footer: edition and law-as-of date."""
    return say(spec.lang, "edition", edition=spec.edition) + " · " + say(spec.lang, "as_of", as_of=spec.as_of)


def _front(spec: BookSpec, mark: str) -> str:
    lang, home = spec.lang, spec.site_url + ("" if spec.lang == "zh" else "en/")
    cover = ", ".join([
        string(mark), content(text(spec.title)), content(text(spec.subtitle)), content(text(say(lang, "edition", edition=spec.edition))),
        content(text(say(lang, "as_of", as_of=spec.as_of))), string(home), string(qr_svg(home)), content(text(say(lang, "disclaimer"))),
    ])  # fmt: skip
    how = [say(lang, key) for key in ("how_levels", "how_basis", "how_fields")]
    how += [say(lang, "how_refs", url=spec.site_url), say(lang, "how_qr")]
    guide = f"#how-to-read({string(say(lang, 'how_title'))}, {array([string(line) for line in how])});"
    head = f"names, edition, {string(document_title(spec))}, {string('目录' if lang == 'zh' else 'Contents')}"
    return f"#cover({cover});\n#with-page({head})[#contents({spec.contents_depth});\n{guide}];"


def qr_svg(address: str) -> str:
    """A QR code that stays readable when a quarter of it is spoiled."""
    return str(segno.make(address, error="q", boost_error=False, micro=False, mask=2).svg_inline(scale=1, border=1, svgclass=None, lineclass=None))


def _part(spec: BookSpec, number: int, part: PartSpec, converted: dict[str, Chapter], links: Links) -> list[Segment]:
    chapters = [converted[chapter.page] for chapter in part.chapters]
    key = f"part-{number}"
    out: list[Segment] = []
    opener = part.opener and len(chapters) > 1
    if opener:
        listed = [] if part.flowing else chapters  # the law list is a chapter of its own
        lines = array([f"({content(text(chapter.plain_title))}, {string(chapter.label)})" for chapter in listed])
        intro = content(text(part.intro)) if part.intro else string("")
        out.append(({key}, f"#part({content(text(part.title))}, {string(key)}, {intro}, {lines});"))
    start = f"#with-page(names, edition, {string(spec.title)}, {string(part.title)})["
    if part.flowing:
        out.append((set(), start))
    for index, chapter in enumerate(chapters):
        body = _chapter(spec, part, chapter, eyebrow=key if index == 0 and not opener else "")
        labels = set(links.labels[chapter.page].values()) | ({key} if index == 0 and not opener else set())
        out.append((labels, body if part.flowing else _on_pages(spec, part.title, chapter.plain_title, body)))
    return [*out, (set(), "];")] if part.flowing else out


def _on_pages(spec: BookSpec, left: str, right: str, body: str) -> str:
    return f"#with-page(names, edition, {string(left)}, {string(right)})[{body}];"


def _chapter(spec: BookSpec, part: PartSpec, chapter: Chapter, eyebrow: str) -> str:
    """Head and body. A part without an opener puts its own heading above its first chapter."""
    above = f"#part-line({content(text(part.title))}, {string(eyebrow)});\n" if eyebrow else ""
    address = spec.site_url + chapter_address(chapter)
    code = "" if part.flowing else qr_svg(address)
    shown = string(breakable(address.removeprefix("https://")))
    head = f"#chapter-head(2, {content(chapter.title)}, {string(chapter.label)}, {string(code)}, {string(address)}, {shown}, {chapter.lead or '()'});"
    # A case is an item as a whole: its opening mark stands before its heading's page is left.
    return f"{above}{head}\n{chapter.body}"


def chapter_address(chapter: Chapter) -> str:
    """The permanent address of the one item a page is about, else the page's own."""
    if len(chapter.items) == 1 and chapter.items[0].label == chapter.label:
        return permanent("", chapter.items[0].id.lower())
    return chapter.page


def _back(spec: BookSpec, items: list[Item], cited: dict[tuple[str, str], list[str]], links: Links) -> list[Segment]:
    lang = spec.lang
    sections = []
    title = partial(say, lang)
    if items:
        rows = array([f"({string(item.id)}, {content(text(item.title))}, {string(item.label)})" for item in sorted(items, key=_order)])
        sections.append(("index_items", f"#item-index({rows});"))
    groups = _article_groups(spec, items, cited, links)
    if groups:
        sections.append(("index_articles", f"#note[{text(title('index_articles_note'))}];\n#article-index({array(groups)});"))
    colophon = [say(lang, "col_edition", edition=spec.edition, as_of=spec.as_of, url=spec.site_url)]
    colophon += [title(key) for key in ("col_text", "col_fonts", "col_made", "disclaimer")]
    sections.append(("colophon", f"#colophon({array([string(line) for line in colophon])});"))
    return [
        ({key}, _on_pages(spec, document_title(spec), title(key), f"#back-title({content(text(title(key)))}, {string(key)});\n{body}"))
        for key, body in sections
    ]


def _order(item: Item) -> tuple[str, int]:
    prefix, _, number = item.id.partition("-")
    return prefix, int(number)


def _article_groups(spec: BookSpec, items: list[Item], cited: dict[tuple[str, str], list[str]], links: Links) -> list[str]:
    """Per instrument, in the register's order: article, its own page if it is in the book, the items that rely on it."""
    labels = {item.id: item.label for item in items}
    out = []
    prefix = "" if spec.lang == "zh" else "en/"
    for instrument, (name, names) in spec.articles.items():
        rows = []
        for anchor, article in names.items():
            users = [name for name in cited.get((instrument, anchor), []) if name in labels]
            if users:
                own = links.labels.get(f"{prefix}law/{instrument}/", {}).get(anchor, "")
                rows.append(f"({content(text(article))}, {string(own)}, {array([f'({string(user)}, {string(labels[user])})' for user in users])})")
        if rows:
            out.append(f"({content(text(name))}, {array(rows)})")
    return out
