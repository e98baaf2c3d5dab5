"""The search index: what is in it, how small and steady it is, and the questions it is measured by."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mip.benchmarks.questions import Question, rank, read_questions, score
from mip.model.corpus import Corpus
from mip.outputs.permalinks import entries
from mip.outputs.search import build_index, read_synonyms, script, synonyms, write_search
from mip.outputs.search_codec import pack, table, unpack
from mip.outputs.search_documents import documents
from mip.outputs.traditional import pairs
from mip.project import LANGUAGES, Project
from mip.sources.registers import parse_yaml

LIMIT = 400_000


def _register(real: Project) -> dict[str, object]:
    return read_synonyms(real.registers / "synonyms.yml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_and_article_with_an_address_can_be_found(corpus: Corpus, lang: str) -> None:
    """What has a permanent address has a document."""
    keys = {d.key for d in documents(corpus, lang)}
    assert [e.shown for e in entries(corpus) if e.shown not in keys] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_are_unique(corpus: Corpus, lang: str) -> None:
    """Two documents never share a key, or a filter would count one twice."""
    keys = [d.key for d in documents(corpus, lang)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_markup_reaches_a_result(corpus: Corpus, lang: str) -> None:
    """Passages are shown as they are, so markup would be seen."""
    marks = ("](", "][", "{:", "{ #", "**", "!!!", "|---", "<span")
    bad = [(d.key, mark) for d in documents(corpus, lang) for mark in marks if mark in d.text or mark in d.title]
    assert bad == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_index_is_small_and_steady(corpus: Corpus, real: Project, lang: str) -> None:
    """At most 400 kB compressed, and the same bytes from the same sources."""
    first = script(build_index(corpus, lang, _register(real))).encode()
    again = script(build_index(corpus, lang, _register(real))).encode()
    assert first == again
    assert len(gzip.compress(first, 9, mtime=0)) <= LIMIT


def test_files_are_scripts_that_need_no_fetch(corpus: Corpus, tmp_path: Path) -> None:
    """A script element must be able to load them from a USB stick."""
    files = write_search(corpus, tmp_path)
    assert [f.relative_to(tmp_path).as_posix() for f in files] == ["assets/search/index.zh.js", "assets/search/index.en.js"]
    text = files[1].read_text(encoding="utf-8")
    assert text.startswith('(self.mipSearchData=self.mipSearchData||{})["en"]={') and text.endswith("};\n")
    json.loads(text.split("=", 2)[2].rstrip().rstrip(";"))


@pytest.mark.parametrize(
    ("lang", "texts"),
    [("zh", ["商业秘密，×é· AI", "秘密 秘密 商业商业商业", "龘"]), ("en", ["the secret of the secret", "café – the trade secret, the", "x"])],
)
def test_packing_loses_nothing(lang: str, texts: list[str]) -> None:
    """Every text comes back as it was, also with characters that lie in the range of the codes."""
    units = table(texts, lang)
    assert [unpack(text, units) for text in pack(texts, units, lang)] == texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_packing_loses_nothing_of_our_own_content(corpus: Corpus, lang: str) -> None:
    """The same for everything we publish."""
    texts = [d.text for d in documents(corpus, lang)]
    units = table(texts, lang)
    assert [unpack(text, units) for text in pack(texts, units, lang)] == texts
    assert not any("|" in unit for unit in units)  # the table is joined with |


def test_a_range_of_articles_answers_each_number(corpus: Corpus, real: Project) -> None:
    """862-864 is one entry; 863 must find it."""
    index = build_index(corpus, "zh", _register(real))
    cites = index["cites"]["civil-code"]
    assert cites["863"] == cites["862"] == cites["864"]


def test_terms_of_the_other_language_count_as_things_people_say(corpus: Corpus) -> None:
    """NDA typed on the Chinese side, 竞业限制 typed on the English side."""
    found = {say: mean for say, mean, _ in synonyms(corpus, "en", {"words": [], "laws": []})}
    assert "non-compete" in found["竞业限制"]


def test_traditional_table_is_one_to_one_and_never_chained() -> None:
    """Folding once is folding for good."""
    table_ = pairs()
    assert len(table_) > 900
    assert all(len(t) == len(s) == 1 for t, s in table_.items())
    assert set(table_) & set(table_.values()) == set()
    assert [table_[c] for c in "競業營專"] == list("竞业营专")


def test_synonyms_fit_their_schema(corpus: Corpus, real: Project) -> None:
    """The register is hand-made; its laws exist."""
    schema = json.loads((real.schemas / "synonyms.json").read_text(encoding="utf-8"))
    data = parse_yaml((real.registers / "synonyms.yml").read_text(encoding="utf-8"), "synonyms.yml")
    assert data.findings == []
    assert [e.message for e in Draft202012Validator(schema).iter_errors(data.data)] == []
    assert [law["id"] for law in data.data["laws"] if law["id"] not in corpus.instruments] == []
    keys = {d.key for d in documents(corpus, "zh")} & {d.key for d in documents(corpus, "en")}
    asked = [entry["id"] for entry in data.data["asked"]]
    assert [key for key in asked if key not in keys] == [] and len(asked) == len(set(asked))


@pytest.mark.parametrize(("lang", "least"), [("zh", 120), ("en", 80)])
def test_questions_are_many_halved_and_answerable(corpus: Corpus, real: Project, lang: str, least: int) -> None:
    """Enough questions in all and unseen by whoever tuned, every acceptable answer exists, and no question is a title."""
    questions = read_questions(real.root / "tests" / "search" / f"questions.{lang}.yml")
    found = documents(corpus, lang)
    keys, titles = [d.key for d in found], {d.title for d in found}
    assert len(questions) >= least and len({q.text for q in questions}) == len(questions)
    halves = [sum(q.half == half for q in questions) for half in ("tuning", "held-out")]
    assert sum(halves) == len(questions) and halves[1] >= 50
    unknown = {a for q in questions for a in q.accept if not any(Question("", "", "", (a,)).answered_by(k) for k in keys)}
    assert unknown == set()
    assert [q.text for q in questions if q.text in titles] == []


def test_rank_and_score_count_as_the_bars_say() -> None:
    """First place, third place, eleventh place."""
    question = Question("q", "hr", "tuning", ("A-1", "p/x#*"))
    assert rank(question, [["B"], ["C"], ["A-1"]]) == 3
    assert rank(question, [["p/x#s"]]) == 1
    assert rank(question, [["B"]] * 10 + [["A-1"]]) == 0
    total = score([1, 3, 0, 2])
    assert (total.count, round(total.mrr, 4), total.hit3, total.useless) == (4, round((1 + 1 / 3 + 1 / 2) / 4, 4), 0.75, 0.25)
