"""Numbers as Chinese and English write them, brought to one form so that they can be compared.

`hard` figures are written with digits, or name an article; `soft` ones are number words, which
one language may use where the other writes digits (三年 / 3 years, 五倍 / five times).
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_LONGEST = 30
_ZH_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_ZH_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:余|多)?\s*(万亿|[千百]?万|亿|千|百)?")
_EN_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(trillion|billion|million|thousand|bn|m|k)\b)?(?:st|nd|rd|th)?", re.IGNORECASE)
_EN_SCALE = {"trillion": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "m": 10**6, "thousand": 1000, "k": 1000}
_ZH_SCALE = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "万": 10**4, "亿": 10**8, "千": 1000, "百": 100}
_MONTHS = {
    name: number for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1)
}  # fmt: skip
_WORDS = {
    name: number for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split())
} | {name: number for number, name in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)} | {
    "hundred": 100, "thousand": 1000, "million": 10**6, "once": 1, "twice": 2, "double": 2, "doubled": 2, "both": 2, "pair": 2, "dozen": 12, "half": 0.5,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "single": 1, "triple": 3, "quarter": 4, "decade": 10, "fortnight": 14,
}  # fmt: skip
_EN_WORD = re.compile(r"[A-Za-z]+")


class Figures(NamedTuple):
    """The numbers of a text: those in digits, and those in words."""

    hard: frozenset[float]
    soft: frozenset[float]


def chinese_number(text: str) -> int | None:
    """`二百一十九` → 219, `十` → 10, `二〇二五` → 2025; None if it is not one number."""
    if not 0 < len(text) <= _LONGEST or any(c not in _DIGITS and c not in _UNITS and c not in _BIG for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            part = section + digit
            total = total + (part or 1) * _BIG[c] if c == "万" else (total + part or 1) * _BIG[c]
            section = digit = 0
    return total + section + digit


def _value(digits: str, scale: float) -> float:
    number = float(digits.replace(",", "")) * scale
    return float(f"{number:.10g}")


_TENTHS = re.compile(r"([一二两三四五六七八九])成")
_ODD_MORE = re.compile(r"(?<=[十百千])[余多](?=[万亿])")


def written(text: str, lang: str) -> set[float]:
    """The numbers a text writes in digits."""
    if lang == "zh":
        return {_value(m[1], _ZH_SCALE.get(m[2] or "", 1)) for m in _ZH_NUMBER.finditer(_ODD_MORE.sub("", text))}
    return {_value(m[1], _EN_SCALE.get((m[2] or "").lower(), 1)) for m in _EN_NUMBER.finditer(text)}


def chinese_figures(text: str) -> Figures:
    """The figures of a Chinese text."""
    text = _ODD_MORE.sub("", text)
    text = _ODD_MORE.sub("", text)
    hard = written(text, "zh")
    soft = {float(n) for m in _ZH_RUN.finditer(text) if (n := chinese_number(m[0])) is not None}
    soft |= {float(_DIGITS[c]) for m in _ZH_RUN.finditer(text) for c in m[0] if c in _DIGITS}
    soft |= {10.0 * _DIGITS[m[1]] for m in _TENTHS.finditer(text)}
    if "半" in text:
        soft |= {0.5, 6.0}
    return Figures(frozenset(hard), frozenset(soft))


def english_figures(text: str) -> Figures:
    """The figures of an English text."""
    hard = written(text, "en")
    words = [word.lower() for word in _EN_WORD.findall(text)]
    soft = {float(value) for word in words if (value := _MONTHS.get(word, _WORDS.get(word))) is not None}
    for first, second in itertools.pairwise(words):
        if first in _WORDS and second in _WORDS:  # twenty-one, three hundred, two million
            big = _WORDS[second] >= 100
            soft.add(float(_WORDS[first] * _WORDS[second] if big else _WORDS[first] + _WORDS[second]))
    return Figures(frozenset(hard), frozenset(soft))


def figures(text: str, lang: str) -> Figures:
    """The figures of a text in its language."""
    return chinese_figures(text) if lang == "zh" else english_figures(text)


_ZH_MEASURED = re.compile(r"(?<![几数第])([一二两三四五六七八九十百]+)(?:个月|年|日|天|倍|个小时|小时|周)")
_EN_UNIT = re.compile(r"(?<=[a-z][- ])(?:year|month|day|hour|week|times\b|fold\b)", re.IGNORECASE)
_NOT_COUNTED = frozenset({"first", "second", "third", "half", "both", "pair", "quarter"})
_ABOUT = re.compile(r"[一二两三四五六七八九]{2}|几|数")


def measured(text: str, lang: str) -> set[float]:
    """Durations and multiples written in words (三年, two months), from two up: they must agree like digits."""
    if lang == "zh":
        found = {float(n) for m in _ZH_MEASURED.finditer(text) if not _ABOUT.search(m[1]) and (n := chinese_number(m[1])) is not None}
    else:
        found = {value for m in _EN_UNIT.finditer(text) if (value := _count_before(text[max(0, m.start() - 30) : m.start() - 1])) is not None}
    return {value for value in found if value >= 2}


def _count_before(text: str) -> float | None:
    """The number word at the end of a text: `every three` → 3, `twenty-one` → 21."""
    words = _EN_WORD.findall(text.lower())[-2:]
    if not words or words[-1] not in _WORDS or words[-1] in _NOT_COUNTED:
        return None
    both = english_figures(" ".join(words)).soft
    return max(both) if len(words) == 2 and words[0] in _WORDS and words[0] not in _NOT_COUNTED else float(_WORDS[words[-1]])


_ZH_ARTICLE = re.compile(r"第([零〇一二两三四五六七八九十百千\d]+)(?:条|項|项)(之[一二三四五六七八九十])?")
_ZH_ARTICLE_RANGE = re.compile(r"第([零〇一二两三四五六七八九十百\d]+)(?:条)?(?:至|到|—|–|-)第?([零〇一二两三四五六七八九十百\d]+)条")
_EN_ARTICLE = re.compile(r"(\barts?\.|\barticles?|\bsection|\bsec\.|§+)\s*(\d[\d\s,()–\-a-zA-Z]*)", re.IGNORECASE)


def article_numbers(words: str, lang: str) -> set[str]:
    """The article numbers named in words: `第十条` → {'10'}, `第二百一十九条之一` → {'219-1'}, `arts. 24-25` → {'24', '25'}."""
    found: set[str] = set()
    if lang == "zh":
        for match in _ZH_ARTICLE_RANGE.finditer(words):
            found |= {_arabic(match[1]), _arabic(match[2])}
        for match in _ZH_ARTICLE.finditer(words):
            tail = f"-{_arabic(match[2][1:])}" if match[2] else ""
            found.add(_arabic(match[1]) + tail)
        return found
    for match in _EN_ARTICLE.finditer(words):
        span = re.fullmatch(r"(\d{1,4})\s*[-–]\s*(\d{1,4})\s*", match[2])
        if span and match[1].lower().startswith(("arts", "articles", "§§")) and int(span[1]) < int(span[2]):
            found |= {span[1], span[2]}
            continue
        for part in re.split(r",|\band\b|\bto\b|–", match[2]):
            number = re.match(r"\s*(\d+)(?:-(\d+))?", part)
            if number:
                found.add(number[1] if not number[2] else f"{number[1]}-{number[2]}")
    return found


def _arabic(text: str) -> str:
    return text if text.isdecimal() else str(chinese_number(text) or text)
