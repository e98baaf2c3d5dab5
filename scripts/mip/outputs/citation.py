"""How an item is cited: in Chinese after GB/T 7714, in English in the form of a web reference.

The day of access belongs into either form and is known only to the reader's browser, so the
text has a place for it, `{accessed}`, which is empty unless a script fills it.
"""

from __future__ import annotations

import datetime

from mip.model.ids import parse_item
from mip.project import LANGUAGES

SITE_NAME = {"zh": "MIP商业秘密保护指引", "en": "MIP Trade Secret Guidelines"}
PLACE = "{accessed}"


def english_date(iso: str) -> str:
    """`2026-11-23` → `23 November 2026`."""
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"


def citation(lang: str, shown: str, title: str, address: str, edition: str, as_of: str) -> str:
    """One citation. Articles are named by their title alone, since their id is no use to a reader."""
    name = f"{shown} {title}" if parse_item(shown) else title
    if lang == "zh":
        return f"{SITE_NAME['zh']}. {name}[EB/OL]. {edition}版. ({as_of}){PLACE}. {address}"
    return f"{SITE_NAME['en']}. {name}. Edition {edition}, law as of {english_date(as_of)}{PLACE}. {address}"


def both(shown: str, titles: dict[str, str], address: str, edition: str, as_of: str) -> dict[str, str]:
    """The citation in each language."""
    return {lang: citation(lang, shown, titles[lang], address, edition, as_of) for lang in LANGUAGES}
