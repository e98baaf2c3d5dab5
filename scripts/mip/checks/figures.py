"""Figures: amounts, percentages, dates, durations and numbers agree between the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mip.checks.parity import section_pairs
from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus, Page, Section
from mip.model.ids import KINDS, parse_law
from mip.model.numerals import figures, measured, written

_REFERENCE = re.compile(r"\[([^\[\]]*)\]\[([^\[\]]*)\]")
_SHORTCUT = re.compile(rf"\[[A-Za-z]+-\d{{2,3}}\]|(?<![A-Za-z0-9-])(?:{'|'.join(KINDS)})-[0-9]{{2,3}}(?![A-Za-z0-9-])")
_LINK = re.compile(r"\]\([^()]*\)")
_EXCEPTION = re.compile(r"figures?:\s*(.*)", re.IGNORECASE | re.DOTALL)


def _words(match: re.Match[str]) -> str:
    """The words of a reference; those of an article are left to the rule `law-number`."""
    return "" if "#" in match[2] or parse_law(match[2]) else match[1]


@dataclass(frozen=True)
class _Said:
    """A section's lines as read for figures: line number, text, and the figures that must occur in the other language."""

    lines: list[tuple[int, str, set[float]]]
    lang: str

    def allows(self, value: float) -> bool:
        """Whether the section has this figure: in digits, which is the rule, else in words."""
        return any(value in found for _, _, found in self.lines) or value in self.words

    @cached_property
    def words(self) -> frozenset[float]:
        """The figures that may also be read from words; costly, so read only when digits do not settle it."""
        return figures("\n".join(text for _, text, _ in self.lines), self.lang).soft


def _said(section: Section, lang: str) -> _Said:
    """The title and the lines, without ids, targets and list numbers, which are not figures of the text."""
    title = re.sub(r"^[A-Za-z]+-[0-9]{2,3}\s", "", section.title)
    texts = [(section.line, title)]
    for number, text in section.lines:
        bare = _LINK.sub("]", _SHORTCUT.sub("", _REFERENCE.sub(_words, text))) if "[" in text or "-" in text else text
        texts.append((number, re.sub(r"^\s*\d+[.)]\s", "", bare)))
    return _Said([(number, text, written(text, lang) | measured(text, lang)) for number, text in texts], lang)


def _excepted(page: Page, section: Section) -> tuple[set[float], int]:
    """The figures an editor exempted in a comment `<!-- figures: 12, 40 reason -->`, and the line of a malformed one."""
    end = min((other.line for other in page.sections if other.line > section.line), default=len(page.raw_lines) + 1)
    found: set[float] = set()
    for line, comment in page.comments:
        match = _EXCEPTION.fullmatch(comment)
        if match and section.line <= line < end:
            numbers = re.match(r"[\d.,\s]+", match[1])
            if not numbers or not match[1][numbers.end() :].strip():
                return set(), line
            found |= {float(part) for part in re.findall(r"\d+(?:\.\d+)?", numbers[0])}
    return found, 0


@rule
def check_figures(corpus: Corpus) -> Iterator[Problem]:
    """Every figure of a section occurs in the other language, in digits or in words.

    中文：每个数字在另一种语言里都有对应，可以是数字也可以是文字。
    Bad: 500万元 / CNY 500,000
    Good: 500万元 / CNY 5 million; a deliberate difference: `<!-- figures: 12 the English edition counts pages differently -->`
    """
    for zh_page, zh, en_page, en in section_pairs(corpus):
        (exempt_zh, wrong_zh), (exempt_en, wrong_en) = _excepted(zh_page, zh), _excepted(en_page, en)
        if wrong_zh or wrong_en:
            page = zh_page if wrong_zh else en_page
            yield Problem(page.file, wrong_zh or wrong_en, "数字例外要写明数字和理由：<!-- figures: 12 理由 -->", "an exception needs the figure and a reason: <!-- figures: 12 reason -->")
            continue
        exempt = exempt_zh | exempt_en
        chinese, english = _said(zh, "zh"), _said(en, "en")
        yield from _missing(zh_page, chinese, english, en.line, exempt)
        yield from _missing(en_page, english, chinese, zh.line, exempt)


def _statements(corpus: Corpus) -> Iterator[tuple[str, int, str, str, str]]:
    """File, line, name and both texts of what the registers say."""
    for instrument in corpus.instruments.values():
        for article in instrument.articles:
            yield "docs/registers/laws.yml", article.line, f"{instrument.id}#{article.name}", article.says["zh"], article.says["en"]
    for term in corpus.terms.values():
        yield "docs/registers/glossary.yml", term.line, term.id, term.data["definition"]["zh"], term.data["definition"]["en"]
    for fact in corpus.facts.values():
        yield "docs/registers/local.yml", fact.line, fact.id, fact.data["zh"], fact.data["en"]


@rule
def check_register_figures(corpus: Corpus) -> Iterator[Problem]:
    """What a register says has the same figures in both languages.

    中文：登记内容里的数字，两种语言一致。
    Bad: `says: {zh: 500万元以下罚款, en: a fine of up to CNY 500000}`
    Good: `says: {zh: 500万元以下罚款, en: a fine of up to CNY 5 million}`
    """
    for file, line, name, zh, en in _statements(corpus):
        chinese, english = figures(zh, "zh"), figures(en, "en")
        odd = [f"{v:,.10g}" for v in sorted(chinese.hard - english.hard - english.soft)]
        odd += [f"{v:,.10g}" for v in sorted(english.hard - chinese.hard - chinese.soft)]
        if odd:
            yield Problem(file, line, f"{name}中英文数字不一致：{'、'.join(odd)}", f"figures of {name} differ between the languages: {', '.join(odd)}")


def _missing(page: Page, said: _Said, other: _Said, other_line: int, exempt: set[float]) -> Iterator[Problem]:
    for number, _, found in said.lines:
        for value in sorted(found - exempt):
            if other.allows(value):
                continue
            shown = f"{value:,.10g}"
            yield Problem(
                page.file, number, f"数字{shown}在{'英文' if other.lang == 'en' else '中文'}（第{other_line}行起）没有对应",
                f"figure {shown} has no counterpart in {'English' if other.lang == 'en' else 'Chinese'} (from line {other_line})",
            )  # fmt: skip
