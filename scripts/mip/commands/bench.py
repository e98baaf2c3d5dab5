"""`mip bench search`: our search against Material's on typed questions; the table stands in tests/search/RESULTS.md."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from mip.benchmarks.questions import HALVES, Question, Score, by_half, read_questions, score
from mip.benchmarks.search import TIMES, OurSearch, Speed, chromium
from mip.benchmarks.stock import StockSearch, build_stock, serve
from mip.errors import CannotRun
from mip.project import LANGUAGES, Project, find_project

Placed = dict[str, list[tuple[Question, int]]]
BARS = {"mrr": 0.90, "useless": 0.05, "milliseconds": 50.0, "bytes": 400_000}
_NAMES = {"zh": "中文", "en": "English"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to measure, and what to show."""
    parser.add_argument("what", choices=["search"], help="量什么 / what to measure")
    parser.add_argument("--misses", action="store_true", help="列出调试半区没有排在第一的问题 / list what is not first in the tuning half")
    parser.add_argument("--no-stock", action="store_true", help="不与Material自带搜索比较，也不写结果 / without the comparison; writes nothing")


def run(options: argparse.Namespace) -> int:
    """Measure and write the table; 0 if every bar holds, else 1."""
    project = find_project()
    if not project.site.is_dir():
        raise CannotRun("还没有site/，先运行mip build / there is no site/ yet; run mip build first")
    questions = {lang: read_questions(project.root / "tests" / "search" / f"questions.{lang}.yml") for lang in LANGUAGES}
    ours: dict[str, Placed] = {}
    stock: dict[str, Placed] = {}
    figures: dict[str, tuple[int, int, Speed]] = {}
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        engines = {lang: OurSearch(browser, project.site, lang) for lang in LANGUAGES}
        if not options.no_stock:
            with serve(build_stock(project, Path(folder))) as address:
                other = StockSearch(browser, address)
                for lang in LANGUAGES:
                    answers = other.answers([q.text for q in questions[lang]], lang, engines[lang].documents())
                    stock[lang] = by_half(questions[lang], answers)
        for lang in LANGUAGES:
            texts = [q.text for q in questions[lang]]
            found = engines[lang].answers(texts)
            ours[lang] = by_half(questions[lang], found)
            figures[lang] = len(engines[lang].documents()), engines[lang].compressed(), engines[lang].speed(texts)
    text = table(ours, stock, figures)
    print(text)
    if options.misses:
        print(misses(ours))
    if not options.no_stock:
        results(project).write_text(text, encoding="utf-8", newline="\n")
    return 0 if holds(ours, figures) else 1


def results(project: Project) -> Path:
    """Where the table stands."""
    return project.root / "tests" / "search" / "RESULTS.md"


def _row(lang: str, half: str, name: str, s: Score) -> str:
    return f"| {_NAMES[lang]} | {half} | {name} | {s.count} | {s.mrr:.3f} | {s.hit3:.0%} | {s.useless:.1%} |"


def table(ours: dict[str, Placed], stock: dict[str, Placed], figures: dict[str, tuple[int, int, Speed]]) -> str:
    """The results as Markdown."""
    out = ["# Search: measured results / 搜索：实测结果", "", "Made by `mip bench search`; do not edit. 由命令生成，请勿手改。", ""]
    out += ["| language | half | engine | questions | MRR@10 | useful in first 3 | nothing useful in first 10 |", "|---|---|---|---|---|---|---|"]
    for lang in ours:
        for half in HALVES:
            out.append(_row(lang, half, "MIP", score([r for _, r in ours[lang][half]])))
            if lang in stock:
                out.append(_row(lang, half, "Material 9.8.1", score([r for _, r in stock[lang][half]])))
    out += ["", f"Bars, held-out half: MRR@10 ≥ {BARS['mrr']:.2f}, nothing useful ≤ {BARS['useless']:.0%}. The tuning half was looked at while tuning, the held-out half only as these sums.", ""]
    out += [f"| language | documents | index, gzip | load | load at {TIMES}× | query at {TIMES}×, median | 95 % | worst |", "|---|---|---|---|---|---|---|---|"]
    for lang, (documents, size, s) in figures.items():
        out.append(f"| {_NAMES[lang]} | {documents} | {size / 1000:.0f} kB | {s.load:.0f} ms | {s.load_grown:.0f} ms | {s.median:.0f} ms | {s.p95:.0f} ms | {s.worst:.0f} ms |")
    out += ["", f"Bars: index ≤ {BARS['bytes'] / 1000:.0f} kB, query ≤ {BARS['milliseconds']:.0f} ms at {TIMES}×. Headless Chromium; a query includes the passages of twenty results.", ""]
    out += ["The stock search is built on the same pages with jieba and given three advantages: other-language results are dropped, a page with", "all its sections counts as one result, and any section of a case, form or workshop counts for that item.", ""]
    return "\n".join(out)


def misses(ours: dict[str, Placed]) -> str:
    """Questions of the tuning half whose first result is not useful. The held-out half is never listed."""
    rows = [f"{lang} {place or '—':>2} {question.text}" for lang, placed in ours.items() for question, place in placed["tuning"] if place != 1]
    return "\n".join(rows)


def holds(ours: dict[str, Placed], figures: dict[str, tuple[int, int, Speed]]) -> bool:
    """True if every bar holds in both languages."""
    for lang, placed in ours.items():
        held = score([r for _, r in placed["held-out"]])
        _, size, speed = figures[lang]
        if held.mrr < BARS["mrr"] or held.useless > BARS["useless"] or size > BARS["bytes"] or speed.p95 > BARS["milliseconds"]:
            return False
    return True
