"""The page that lists every rule, made from the rules' own docstrings, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mip.checks.registry import RULES, Rule
from mip.model.corpus import Corpus, Item
from mip.model.resolve import Target
from mip.outputs import stage
from mip.sitecheck import BUILT
from mip.sources.reading_rules import READING_RULES

_GROUPS = {
    "identity": ("编号与锚点", "Ids and anchors"), "references": ("引用与链接", "References and links"), "law": ("法律", "Law"),
    "parity": ("双语对应", "Parity"), "figures": ("数字", "Figures"), "freshness": ("复核", "Freshness"), "wording": ("用语", "Wording"),
    "structure": ("结构", "Structure"), "ledger": ("已公布的编号", "Published ids"),
}  # fmt: skip
_TEXT = {
    "zh": ("检查规则", "程序检查的每一条规则，附正误样例", "编辑", "规则由程序逐条执行；名称就是提示末尾方括号里的词。也可以在终端运行 `mip rules`。", "错误", "正确"),
    "en": ("Rules", "Every rule the program checks, with a bad and a good sample", "Editors", "The name is the word in brackets at the end of a message. `mip rules` shows the same in a terminal.", "Bad", "Good"),
}


def pages(corpus: Corpus, lang: str, citations: dict[Target, list[Item]]) -> Iterator[tuple[str, str]]:
    """`rules.md`."""
    title, covers, readers, intro, *_ = _TEXT[lang]
    out = [f'---\ntitle: "{title}"\ndescription: "{covers}"\n---\n', f"# {title} {{ #rules }}", ""]
    out += [stage.furniture(corpus, lang, {"covers": covers, "readers": readers, "minutes": 10}), "", intro, ""]
    out += [f"## {'读取' if lang == 'zh' else 'Reading'} {{ #reading }}", ""]
    for name, reading in READING_RULES.items():
        out += _entry(lang, name, reading.zh if lang == "zh" else reading.en, reading.bad, reading.good)
    for group, names in _GROUPS.items():
        found = sorted((rule for rule in RULES.values() if rule.group == group), key=lambda rule: rule.name)
        out += _group(lang, group, names, found)
    out += _group(lang, "built", ("成品", "What was built"), sorted(BUILT.rules.values(), key=lambda rule: rule.name))
    yield "rules.md", "\n".join(out)


def _group(lang: str, group: str, names: tuple[str, str], found: Sequence[Rule[Any]]) -> list[str]:
    """The section of one group; nothing if it has no rules."""
    out = [f"## {names[0 if lang == 'zh' else 1]} {{ #{group} }}", ""] if found else []
    for rule in found:
        out += _entry(lang, rule.name, rule.summary[lang], rule.bad, rule.good)
    return out


def _entry(lang: str, name: str, summary: str, bad: str, good: str) -> list[str]:
    *_, wrong, right = _TEXT[lang]
    colon = "：" if lang == "zh" else ": "
    return [f"### {name} {{ #rule-{name} }}", "", summary, "", f"- {wrong}{colon}{_code(bad)}", f"- {right}{colon}{_code(good)}", ""]


def _code(sample: str) -> str:
    """A sample is shown as written: anything in brackets stays code, so that it is not resolved."""
    return sample if "`" in sample and "[" not in sample.split("`")[0] else f"`{sample.replace('`', '')}`"
