"""Ids: what is one, what only looks like one, and the addresses made from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mip.model.ids import KINDS, ItemId, LawRef, article_anchor, looks_like_item, parse_item, parse_law, permalink

GOOD = [
    ("BIO-07", "BIO", 7, "clause", "biopharma"), ("bio-07", "BIO", 7, "clause", "biopharma"), ("GEN-01", "GEN", 1, "clause", "general"),
    ("AI-12", "AI", 12, "clause", "ai"), ("ICT-100", "ICT", 100, "clause", "ict"), ("EQP-03", "EQP", 3, "clause", "equipment"),
    ("NEW-20", "NEW", 20, "clause", "new-economy"), ("HER-09", "HER", 9, "clause", "heritage"), ("CASE-105", "CASE", 105, "case", None),
    ("FAQ-01", "FAQ", 1, "faq", None), ("FORM-14", "FORM", 14, "form", None), ("WS-02", "WS", 2, "workshop", None), (" BIO-07 ", "BIO", 7, "clause", "biopharma"),
]  # fmt: skip
BAD = [
    "", "BIO", "BIO-", "BIO-7", "BIO7", "BIO 07", "BIO-0007", "BIO–07", "FOO-07", "BIO-07a", "xBIO-07", "BIO-07-08", "BIO_07", "-07",
    "BIO-０７", "BIO-٠٧", "ISO-27001", "COVID-19", "第07", "bio-07\nbio-08",
]  # fmt: skip


@pytest.mark.parametrize(("text", "prefix", "number", "kind", "sector"), GOOD)
def test_a_correct_id_is_read(text: str, prefix: str, number: int, kind: str, sector: str | None) -> None:
    """In either case, with its kind and sector."""
    found = parse_item(text)
    assert found == ItemId(prefix, number)
    assert (found.kind, found.sector) == (kind, sector)


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_no_id(text: str) -> None:
    """One spelling only."""
    assert parse_item(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("BIO7", True), ("bio 07", True), ("BIO–07", True), ("FOO-12", True), ("BIO_7", True), ("2025", False), ("x", False), ("盖章", False),
     ("GB 7718", False), ("Art 10", False), ("", False), ("CASE31", True), ("AI2", True), ("ISO27", False), ("COVID19", False)],
)  # fmt: skip
def test_what_someone_may_have_meant_as_an_id(text: str, meant: bool) -> None:
    """Enough to object to a typing mistake, not so much as to object to a standard."""
    assert looks_like_item(text) is meant


def test_ids_sort_by_number_not_by_letters() -> None:
    """CASE-99 stands before CASE-100."""
    assert sorted([ItemId("CASE", 100), ItemId("CASE", 99)]) == [ItemId("CASE", 99), ItemId("CASE", 100)]


@given(prefix=st.sampled_from(sorted(KINDS)), number=st.integers(1, 999))
def test_an_id_survives_being_written_and_read(prefix: str, number: int) -> None:
    """In both spellings."""
    item = ItemId(prefix, number)
    assert parse_item(str(item)) == parse_item(item.anchor) == item
    assert permalink(item) == f"r/{item.anchor}/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aucl-2025", LawRef("aucl-2025", "")), ("aucl-2025#10", LawRef("aucl-2025", "10")), ("civil-code#868-869", LawRef("civil-code", "868-869")),
        ("us-337#1337(a)(1)", LawRef("us-337", "1337(a)(1)")), ("aucl-2025# 10", LawRef("aucl-2025", "10")), ("AUCL", None), ("盖章", None),
        ("#10", None), ("aucl--2025", None), ("-aucl", None), ("", None), ("x", LawRef("x", "")),
    ],
)  # fmt: skip
def test_law_references(text: str, expected: LawRef | None) -> None:
    """Whether the instrument exists is for the rules to say."""
    assert parse_law(text) == expected
    if expected and " " not in text:
        assert str(expected) == text


@pytest.mark.parametrize(
    ("article", "anchor", "address"),
    [("10", "art-10", "r/x-10/"), ("1337(a)(1)", "art-1337-a-1", "r/x-1337-a-1/"), ("868-869", "art-868-869", "r/x-868-869/"), ("annex-1", "art-annex-1", "r/x-annex-1/"),
     ("186, 188", "art-186-188", "r/x-186-188/")],
)  # fmt: skip
def test_addresses_of_articles(article: str, anchor: str, address: str) -> None:
    """Lower-case ASCII and hyphens."""
    assert article_anchor(article) == anchor
    assert permalink(LawRef("x", article)) == address


def test_the_address_of_an_instrument() -> None:
    """Without a tail."""
    assert permalink(LawRef("aucl-2025", "")) == "r/aucl-2025/"


@given(st.text())
def test_reading_ids_never_fails(text: str) -> None:
    """Whatever stands in brackets."""
    parse_item(text)
    parse_law(text)
    looks_like_item(text)
