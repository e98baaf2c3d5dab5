"""Freshness: an English section is reviewed when the Chinese it was written from changes."""

from __future__ import annotations

from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus
from mip.model.fingerprint import fingerprints


@rule
def check_translation_stale(corpus: Corpus) -> Iterator[Problem]:
    """English is read again after the Chinese changed; `mip ack` records that this was done.

    中文：中文改了，英文要复核；复核后运行 mip ack。
    Bad: a new sentence in Chinese, English untouched
    Good: English brought in line, then `mip ack sectors/general/people.md#gen-05`
    """
    if corpus.acknowledged is None:
        return
    for key, current in fingerprints(corpus).items():
        path, _, anchor = key.partition("#")
        page = corpus.pages["en", path]
        if corpus.acknowledged.get(key) != current and anchor in page.anchors:
            yield Problem(
                page.file, page.anchors[anchor], f"中文#{anchor}改过，英文待复核；核完运行 mip ack {key}",
                f"the Chinese of #{anchor} changed; review the English, then run: mip ack {key}",
            )  # fmt: skip
