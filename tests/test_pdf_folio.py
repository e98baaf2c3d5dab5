"""Page numbers are filled in after a book has been set: only digits change, and nothing moves."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst

from mip.errors import CannotRun
from mip.outputs.pdf.folio import LEAD, Label, _filled, typst_labels
from mip.outputs.pdf.glyphs import FONTS
from mip.outputs.pdf.pack import pack

GLYPHS = {bytes([0, number + 1]): str(number) for number in range(10)}
LABELS = [Label("a", 2), Label("b", 2)]
SETUP = "BT 0 Tr/f4 8.6 Tf 1 0 0 -1 0 0 Tm"


def shown(number: str) -> str:
    """A placeholder as Typst writes it, in hexadecimal digits."""
    return "".join(f"{int(digit) + 1:04X}" for digit in LEAD + number)


@pytest.mark.parametrize(
    ("page", "expected"),
    [(42, "[0<00050003>]TJ"), (7, "[-277.5<0008>]TJ"), (123, "[277.5<000200030004>]TJ")],
)
def test_the_digits_stand_in_the_middle_of_their_room(page: int, expected: str) -> None:
    """Room for two: one digit moves half a digit to the right, three half a digit to the left."""
    commands = f"{SETUP}<{shown('1')}>Tj\nET".encode()
    assert _filled(commands, {b"f4": GLYPHS}, LABELS, {"a": 1, "b": page}) == f"{SETUP}{expected}\nET".encode()


def test_strings_in_parentheses_with_kerning_and_escapes_are_read() -> None:
    """Both spellings of a PDF string occur in one page."""
    codes = b"".join(rb"\000" + {8: rb"\b", 9: rb"\t", 10: rb"\n"}.get(code, rb"\%03o" % code) for code in range(1, 11))
    commands = SETUP.encode() + b"[(" + codes + rb")-7(\000\001)]TJ"
    assert _filled(commands, {b"f4": GLYPHS}, LABELS, {"a": 15, "b": 1}) == f"{SETUP}[0<00020006>]TJ".encode()


def test_text_in_other_faces_stays() -> None:
    """Even if it looks like a placeholder."""
    commands = f"{SETUP.replace('f4', 'f5')}<{shown('0')}>Tj".encode()
    assert _filled(commands, {b"f4": GLYPHS}, LABELS, {"a": 1, "b": 2}) == commands


@pytest.mark.parametrize("text", [f"<{shown('0')[4:]}>Tj", f"<{shown('0')}>'"])
def test_another_way_of_writing_stops_the_build(text: str) -> None:
    """A new Typst must not print placeholders unnoticed."""
    with pytest.raises(CannotRun, match=r"folio|placeholder"):
        _filled((SETUP + text).encode(), {b"f4": GLYPHS}, LABELS, {"a": 1, "b": 2})


def test_a_set_page_shows_the_page_of_its_label(tmp_path: Path) -> None:
    """From the template's definition to the text that a reader copies."""
    template = (FONTS.parent / "template.typ").read_text(encoding="utf-8")
    start = template.index("#let page-of(key)")
    (tmp_path / "main.typ").write_text(
        typst_labels(LABELS) + template[start : template.index("\n}\n", start) + 3]
        + "#set text(font: \"MIP Sans SC\")\n第#page-of(\"b\");页 and p. #page-of(\"a\").", encoding="utf-8",
    )  # fmt: skip
    pdf = typst.compile(str(tmp_path / "main.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["a-2b"])
    done = pack(bytes(pdf), {"a": (8.0, 0, 0), "b": (105.0, 0, 0)}, LABELS, "p. {page}")
    text = pypdfium2.PdfDocument(done)[0].get_textpage().get_text_bounded()
    assert text.replace(" ", "") == "第105页andp.8."
