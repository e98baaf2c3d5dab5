"""Typed questions with their acceptable answers, and how a ranking does on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mip.errors import CannotRun
from mip.sources.registers import parse_yaml

HALVES = ("tuning", "held-out")
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody types, who, and which results answer it."""

    text: str
    who: str
    half: str
    accept: tuple[str, ...]

    def answered_by(self, key: str) -> bool:
        """True if a result with this key is useful. `page#*` accepts the page and all its sections."""
        return any(key == a or (a.endswith("#*") and (key == a[:-2] or key.startswith(a[:-1]))) for a in self.accept)


@dataclass(frozen=True, slots=True)
class Score:
    """The three figures the bars speak of. `useless` is the share of questions without a useful result in ten."""

    count: int
    mrr: float
    hit3: float
    useless: float


def read_questions(path: Path) -> list[Question]:
    """Read one file of questions."""
    if not path.is_file():
        raise CannotRun(f"缺少{path} / {path} is missing")
    data = parse_yaml(path.read_text(encoding="utf-8"), path.name).data or []
    return [Question(str(q["q"]), str(q["who"]), str(q["half"]), tuple(q["accept"])) for q in data]


def rank(question: Question, results: Sequence[Iterable[str]]) -> int:
    """1-based place of the first useful result among the first ten; 0 if none. A result may carry several keys."""
    for place, keys in enumerate(results[:DEPTH], 1):
        if any(question.answered_by(key) for key in keys):
            return place
    return 0


def score(ranks: Sequence[int]) -> Score:
    """Sum up the places of a set of questions."""
    count = len(ranks) or 1
    return Score(
        len(ranks), sum(1 / r for r in ranks if r) / count, sum(0 < r <= 3 for r in ranks) / count, sum(r == 0 for r in ranks) / count
    )


def by_half(questions: Sequence[Question], answers: Mapping[str, Sequence[Iterable[str]]]) -> dict[str, list[tuple[Question, int]]]:
    """Every question with the place of its first useful result, in its half. `answers`: typed text → results."""
    placed = [(question, rank(question, answers[question.text])) for question in questions]
    return {half: [pair for pair in placed if pair[0].half == half] for half in HALVES}
