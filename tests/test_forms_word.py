"""Word forms through LibreOffice: nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mip.model.corpus import Corpus
from mip.outputs.forms_docx import form_path, forms

pytestmark = pytest.mark.site


def _office() -> str:
    """LibreOffice; on Debian as root it is installed if missing, elsewhere a clear message says what to do."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(
            "apt-get update -q && apt-get install -y -q --no-install-recommends libreoffice-writer-nogui",
            shell=True, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        found = shutil.which("soffice")
    if not found:
        pytest.fail("请安装LibreOffice后重试。 / Install LibreOffice and run again.", pytrace=False)
    return found


def test_every_form_reads_back_from_libreoffice_without_loss(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """Headings, boxes, blanks and table cells of the Word file are all in what LibreOffice saves again."""
    from docx import Document

    files = [site / form_path(item) for lang in ("zh", "en") for item in forms(corpus, lang)]
    assert len(files) == 28
    subprocess.run(
        [_office(), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "out"), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for file in files:
        before, after = Document(str(file)), Document(str(tmp_path / "out" / file.name))
        assert [p.text for p in after.paragraphs if p.text.strip()] == [p.text for p in before.paragraphs if p.text.strip()]
        cells = [[c.text for c in row.cells] for table in before.tables for row in table.rows]
        assert [[c.text for c in row.cells] for table in after.tables for row in table.rows] == cells
