"""Cut the fonts of the books from Noto CJK SC. Run once; the result is in the repository.

    apt-get install fonts-noto-cjk && pip install fonttools==4.68.0
    python scripts/mip/outputs/pdf/make_fonts.py

Not imported by anything else, so that fonttools is no dependency of the build. Input: the Debian
package fonts-noto-cjk and fonts/han.txt. Output: four OTF files.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent / "fonts"
SOURCE = Path("/usr/share/fonts/opentype/noto")
SC = 2  # index of the Simplified Chinese face in each collection
# Letters, punctuation and symbols beside the Chinese characters. Radicals (U+2E80–2FDF), compatibility
# ideographs (U+F900–FAFF) and private use are left out on purpose: their glyphs are those of ordinary
# characters, and a text copied from the PDF would carry the wrong code point.
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C),
    (0x20A0, 0x20BF), (0x2100, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F),
    (0x25A0, 0x25FF), (0x2600, 0x26A0), (0x2713, 0x2718), (0x2776, 0x2793), (0x3000, 0x303F), (0x3041, 0x30FE), (0x3200, 0x33FF),
    (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
)  # fmt: skip
# Of two code points that share a glyph the lower one is kept, but these win: they are the ones people type.
PREFERRED = (0x2013, 0xFF0F, 0xFF5E)
# Spaces and hyphens that forbid or allow a line break look like their twins and may be copied as them.
BREAKING = {0xA0, 0xAD, 0x2011}
FEATURES = ["kern", "palt", "halt", "chws", "pwid", "ccmp", "liga", "mark", "mkmk"]


class Face(NamedTuple):
    """One file to cut. The family name is neutral: no clash with a Noto on the reader's machine."""

    source: str
    family: str
    style: str

    @property
    def file(self) -> str:
        """`MIPSansSC-Bold.otf`."""
        return f"{self.family.replace(' ', '')}-{self.style}.otf"


FACES = (
    Face("NotoSansCJK-Regular.ttc", "MIP Sans SC", "Regular"),
    Face("NotoSansCJK-Bold.ttc", "MIP Sans SC", "Bold"),
    Face("NotoSerifCJK-Regular.ttc", "MIP Serif SC", "Regular"),
)
FOLIO = Face("NotoSansCJK-Regular.ttc", "MIP Folio", "Regular")  # digits for page numbers, see folio.py


def wanted() -> set[int]:
    """Every code point the books may use."""
    lines = (HERE / "han.txt").read_text(encoding="utf-8").splitlines()
    han = {ord(character) for line in lines if not line.startswith("#") for character in line}
    return han | {point for first, last in BLOCKS for point in range(first, last + 1)}


def without_twins(cmap: dict[int, str], points: set[int]) -> set[int]:
    """One code point per glyph: only so can a copied text be what was typed."""
    keeper: dict[str, int] = {}
    for point in sorted(points & set(cmap) - BREAKING, key=lambda point: (point not in PREFERRED, point)):
        keeper.setdefault(cmap[point], point)
    twins = sorted(points & set(cmap) - BREAKING - set(keeper.values()))
    print("  left out as twins: " + " ".join(f"U+{point:04X}={keeper[cmap[point]]:04X}" for point in twins))
    return set(keeper.values()) | (BREAKING & points)


def rename(font: Any, face: Face) -> None:
    """Family, full and PostScript name; copyright, trademark and licence entries stay."""
    full = f"{face.family} {face.style}"
    names = {1: face.family, 2: face.style, 3: f"2.004;MIP;{face.file}", 4: full, 6: face.file.removesuffix(".otf")}
    table = font["name"]
    for record in list(table.names):
        if record.nameID in (*names, 16, 17, 21, 22, 25):
            table.removeNames(record.nameID)
    for key, value in names.items():
        table.setName(value, key, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [names[6]]
    dictionary = top.topDictIndex[0]
    dictionary.FullName, dictionary.FamilyName = full, face.family


def cut(face: Face, points: set[int], features: Sequence[str] = FEATURES) -> None:
    """Write one file."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.name_IDs, options.name_languages = ["*"], [0x409]
    options.hinting, options.notdef_outline, options.layout_features = False, True, list(features)
    options.drop_tables = [*options.drop_tables, "BASE", "VORG", "vhea", "vmtx"]
    font = TTFont(SOURCE / face.source, fontNumber=SC, recalcTimestamp=False)
    kept = without_twins(font.getBestCmap(), points)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    rename(font, face)
    font.save(HERE / face.file)
    print(f"{face.file}: {len(kept)} characters, {(HERE / face.file).stat().st_size / 1e6:.2f} MB")


def main() -> int:
    """Cut all faces."""
    points = wanted()
    for face in FACES:
        cut(face, points)
    cut(FOLIO, {ord(digit) for digit in "0123456789"}, [])
    return 0


if __name__ == "__main__":
    sys.exit(main())
