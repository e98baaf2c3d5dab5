"""Law: what is cited exists, is in force, carries today's number, and what was not seen is marked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import PENDING, Article, Corpus, Instrument, Page, Reference
from mip.model.ids import LawRef, parse_item, parse_law
from mip.model.numerals import article_numbers

GRACE_DAYS = 90
_PUDONG = {"zh": "浦东", "en": "Pudong"}
_SENTENCE_END = re.compile(r"(?<=[。！？；!?;])|(?<=\.)\s+(?=[A-Z\[])")
_TYPED = {
    "zh": re.compile(r"(?:《[^《》]{2,40}(?:法|条例|规定|办法|解释)》|(?:反法|反不正当竞争法|刑法|民法典|劳动合同法|公司法|民事诉讼法|数据安全法|个人信息保护法))第[零〇一二两三四五六七八九十百\d]+条"),
    "en": re.compile(r"\b(?:AUCL|Anti-Unfair Competition Law|Criminal Law|Civil Code|Labour Contract Law|Company Law|PIPL|Data Security Law),? arts?\. ?\d+"),
}  # fmt: skip
_MASKED = re.compile(r"\[[^\[\]]*\](?:\[[^\[\]]*\]|\([^()]*\))|`[^`]*`")


def law_references(corpus: Corpus, page: Page) -> Iterator[tuple[Reference, LawRef, Instrument]]:
    """The references of a page that lead to a known instrument."""
    for reference in page.references():
        if parse_item(reference.target) or reference.target.startswith(("term:", "local:")):
            continue
        law = parse_law(reference.target)
        if law and law.instrument in corpus.instruments:
            yield reference, law, corpus.instruments[law.instrument]


def _is_case(page: Page) -> bool:
    return page.path.startswith("cases/")


def passage(page: Page, line: int) -> str:
    """The line and what belongs to it: a table row, list entry or paragraph is one source line by house style."""
    return page.raw_lines[line - 1] if 0 < line <= len(page.raw_lines) else ""


def _said(page: Page, line: int) -> str:
    """The passage without the targets of its references: an id like `gb-7718-2025` says nothing to a reader."""
    return re.sub(r"(?<=\])\[[^\[\]]*\]|(?<=\])\([^()]*\)", "", passage(page, line))


def _sentence(page: Page, reference: Reference) -> str:
    """The sentence of the passage that carries the reference."""
    text = passage(page, reference.line)
    needle = f"[{reference.target}]"
    return next((part for part in _SENTENCE_END.split(text) if needle in part), text)


@rule
def check_law_number(corpus: Corpus) -> Iterator[Problem]:
    """An article number in the words of a reference agrees with the reference's target.

    中文：链接文字里的条号要与目标一致。
    Bad: `[art. 9][aucl-2025#10]`, `[第九条][aucl-2025#10]`
    Good: `[art. 10][aucl-2025#10]`, `[第十条第三款][aucl-2025#10]`
    """
    for page in corpus.each_page():
        for reference, law, instrument in law_references(corpus, page):
            said = article_numbers(reference.words, page.lang)
            articles = instrument.find(law.article)
            if not said or not articles or instrument.kind == "foreign-law":
                continue
            number = articles[0].no
            if number is None:
                yield Problem(
                    page.file, reference.line, f"“{reference.words}”写了条号，但{instrument.short['zh']}这一处的条号没有核到，请只写文件名",
                    f"“{reference.words}” gives an article number that was not seen for {instrument.short['en']}; name the instrument only",
                )  # fmt: skip
            elif not _agrees(said, number, law.article):
                former = articles[0].formerly or {}
                old = re.split(r"[(,]", former.get("no", ""))[0] in said
                yield Problem(
                    page.file, reference.line, f"“{reference.words}”与目标第{number}条不一致{'，写的是旧法（' + former['in'] + '）的条号' if old else ''}",
                    f"“{reference.words}” disagrees with its target, art. {number}{'; that is the number of the old text, ' + former['in'] if old else ''}",
                )  # fmt: skip


def _agrees(said: set[str], number: str, cited: str) -> bool:
    allowed = {number, cited, cited.removeprefix("annex-"), *re.split(r"[,\s]+", number), *number.split("-")}
    if re.fullmatch(r"\d+-\d+", number) and int(number.split("-")[1]) > int(number.split("-")[0]):
        first, last = (int(part) for part in number.split("-"))
        allowed |= {str(n) for n in range(first, last + 1)}
    return all(s in allowed for s in said)


@rule
def check_law_typed(corpus: Corpus) -> Iterator[Problem]:
    """A statement of law names its article through a reference, not by a number typed into prose alone.

    中文：写到某法第几条，要写成引用，不能只打字。
    Bad: `反不正当竞争法第十条禁止……`
    Good: `[反不正当竞争法第十条][aucl-2025#10]禁止……`
    """
    for page in corpus.each_page():
        if _is_case(page):  # a case states the law as it was then
            continue
        for section in page.sections:
            for number, text in section.lines:
                match = _TYPED[page.lang].search(_MASKED.sub(lambda m: " " * len(m[0]), text))
                if match and number not in page.code_lines:
                    yield Problem(
                        page.file, number, f"“{match[0]}”请写成引用，例如[{match[0]}][aucl-2025#10]",
                        f"“{match[0]}”: write it as a reference, like [{match[0]}][aucl-2025#10]",
                    )  # fmt: skip


@rule
def check_law_superseded(corpus: Corpus) -> Iterator[Problem]:
    """A repealed or superseded instrument is not cited as current law; the finding names today's article.

    中文：已废止或被取代的文件不能当现行法引用。
    Bad: `[art. 17][aucl-2019#17]`
    Good: `[art. 22][aucl-2025#22]`
    """
    for page in corpus.each_page():
        if _is_case(page) or page.path.startswith("law/"):
            continue
        for reference, law, instrument in law_references(corpus, page):
            if instrument.status not in ("superseded", "repealed"):
                continue
            now = _successor(corpus, law, instrument)
            yield Problem(
                page.file, reference.line, f"{instrument.short['zh']}已{'废止' if instrument.status == 'repealed' else '被取代'}{'，现为[' + now + ']' if now else ''}",
                f"{instrument.short['en']} is {instrument.status}{'; today it is [' + now + ']' if now else ''}",
            )  # fmt: skip


def _successor(corpus: Corpus, law: LawRef, instrument: Instrument) -> str:
    new = corpus.instruments.get(instrument.replaced_by or "")
    if new is None:
        return ""
    for article in new.articles:
        former = article.formerly or {}
        if former.get("in") == instrument.id and re.split(r"[(]", former.get("no", ""))[0] == law.article:
            return f"{new.id}#{article.name}"
    return new.id


@rule
def check_law_not_in_force(corpus: Corpus) -> Iterator[Problem]:
    """An instrument that is not yet in force on the law-as-of date is cited with the date it starts.

    中文：截至日尚未施行的文件，引用处要写明施行日期。
    Bad: `[GB 7718-2025][gb-7718-2025] requires …`
    Good: `from 16 March 2027, [GB 7718-2025][gb-7718-2025] …`
    """
    for page in corpus.each_page():
        for reference, _, instrument in law_references(corpus, page):
            later = bool(instrument.effective and instrument.effective > corpus.as_of)
            if (instrument.status == "not-yet-in-force" or later) and (instrument.effective or "")[:4] not in _said(page, reference.line):
                yield Problem(
                    page.file, reference.line, f"{instrument.short['zh']}到{instrument.effective}才施行，请在同一段写明",
                    f"{instrument.short['en']} starts on {instrument.effective}; say so in the same passage",
                )  # fmt: skip


def _unseen(articles: tuple[Article, ...], instrument: Instrument) -> bool:
    if articles:
        return any(a.confidence == "memory" or a.no_confidence == "memory" for a in articles)
    return instrument.confidence == "memory"


@rule
def check_law_pending(corpus: Corpus) -> Iterator[Problem]:
    """What rests on memory or an unseen number carries the visible mark in the same passage.

    中文：凭记忆或没核到的内容，同一段要写“待核”。
    Bad: `[ISO 56005][iso-pointers]` as if it were checked
    Good: `[ISO 56005][iso-pointers]（待核）`
    """
    for page in corpus.each_page():
        mark = PENDING[page.lang]
        for reference, law, instrument in law_references(corpus, page):
            if _unseen(instrument.find(law.article), instrument) and mark not in passage(page, reference.line):
                yield Problem(
                    page.file, reference.line, f"“{reference.target}”尚未核实，同一段要写明“{mark}”",
                    f"“{reference.target}” is not verified; the passage must say “{PENDING['en']}”",
                )  # fmt: skip


@rule
def check_fact_pending(corpus: Corpus) -> Iterator[Problem]:
    """A local fact that rests on memory carries the visible mark where it is used.

    中文：凭记忆的本地事实，使用处要写“待核”。
    Bad: `[within 15 working days][local:adm-filing-time]`
    Good: `[within 15 working days][local:adm-filing-time] (to be verified)`
    """
    for page in corpus.each_page():
        for reference in page.references():
            fact = corpus.facts.get(reference.target.removeprefix("local:")) if reference.target.startswith("local:") else None
            if fact and fact.data["confidence"] == "memory" and PENDING[page.lang] not in passage(page, reference.line):
                yield Problem(
                    page.file, reference.line, f"本地事实“{fact.id}”尚未核实，同一段要写明“{PENDING[page.lang]}”",
                    f"local fact “{fact.id}” is not verified; the passage must say “to be verified”",
                )  # fmt: skip


@rule
def check_law_pudong(corpus: Corpus) -> Iterator[Problem]:
    """A rule that binds Pudong only is cited with the word Pudong beside it.

    中文：只适用于浦东的规定，引用处要写明“浦东”。
    Bad: `[art. 8][pudong-ip-2021#8] shifts the burden`
    Good: `in Pudong only, [art. 8][pudong-ip-2021#8] shifts the burden; it does not apply in Minhang`
    """
    for page in corpus.each_page():
        for reference, _, instrument in law_references(corpus, page):
            if instrument.scope == "pudong" and _PUDONG[page.lang] not in passage(page, reference.line):
                yield Problem(
                    page.file, reference.line, f"{instrument.short['zh']}只适用于浦东，请写明",
                    f"{instrument.short['en']} applies in Pudong only; say so",
                )  # fmt: skip


def _overdue(checked: str, months: int, today: str) -> int | None:
    """Days past the review date, 0 if it is not due; None if there is no such day or it is still to come.

    One day ahead is allowed: it is tomorrow in Shanghai before it is on a server in UTC.
    """
    try:
        day, now = datetime.date.fromisoformat(checked), datetime.date.fromisoformat(today)
    except ValueError:
        return None
    if (day - now).days > 1:
        return None
    return max(0, (now - day).days - round(months * 30.44))


@rule
def check_review_due(corpus: Corpus) -> Iterator[Problem]:
    """What a register states is checked again within its review interval; 90 days later that is an error.

    中文：登记内容到期要复核；逾期90天后由提醒变为错误。
    Bad: `checked: '2024-01-01'` with `review_months: 12`
    Good: the entry was read again and `checked` carries the new date
    """
    entries = [("laws", i.id, i.checked, i.review_months, i.line) for i in corpus.instruments.values()]
    entries += [("local", f.id, str(f.data.get("checked")), int(f.data.get("review_months") or 12), f.line) for f in corpus.facts.values()]
    entries += [
        ("cases", str(c.id), str(c.data.get("checked")), int(c.data.get("review_months") or 12), c.line) for c in corpus.cases.values()
    ]
    for register, name, checked, months, line in entries:
        days = _overdue(checked, months, corpus.today)
        if days is None:
            yield Problem(
                f"docs/registers/{register}.yml", line, f"{name}的核对日期“{checked}”不存在或还没到",
                f"{name}: there is no date “{checked}”, or it is still to come",
            )  # fmt: skip
        elif days:
            yield Problem(
                f"docs/registers/{register}.yml", line, f"{name}上次核对于{checked}，已过复核期{days}天",
                f"{name} was checked on {checked}; its review is {days} days overdue",
                "error" if days > GRACE_DAYS else "warning",
            )  # fmt: skip
