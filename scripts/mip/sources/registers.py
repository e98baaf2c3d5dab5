"""YAML with line numbers: registers, front matter, mkdocs.yml.

Reads with PyYAML's safe composer, so that every value has a place to point to, and
refuses what makes YAML dangerous in editors' hands: duplicate keys, anchors and aliases.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mip.finding import Finding

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9][0-9_]{0,40}")
_FLOAT = re.compile(r"[-+]?[0-9][0-9_]{0,40}\.[0-9_]{0,40}(?:[eE][-+]?[0-9]{1,3})?")
_MAX_DEPTH = 40


@dataclass(slots=True)
class YamlFile:
    """The data of one YAML text and the line of every mapping value and list entry."""

    shown: str
    data: Any = None
    lines: dict[tuple[Any, ...], int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    digest: str = ""

    def line(self, *path: Any) -> int:
        """The 1-based line of the nearest known place on `path`."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 1


def parse_yaml(text: str, shown: str, first_line: int = 1, tags: bool = False) -> YamlFile:
    """Parse one YAML text. Broken YAML gives `data=None` and one finding.

    `first_line` is the line of the file on which the text begins (front matter: 2).
    `tags=True` tolerates application tags such as mkdocs.yml's `!!python/name`.
    """
    result = YamlFile(shown, digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        result.findings.append(_broken(error, text, shown, first_line))
        return result
    except (RecursionError, ValueError) as error:
        result.findings.append(Finding(shown, first_line, "yaml", f"YAML无法解析：{error}", f"YAML cannot be parsed: {error}"))
        return result
    if node is not None:
        _Builder(result, first_line - 1, tags).fill(node)
    return result


def _broken(error: yaml.YAMLError, text: str, shown: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last = text.rstrip("\n").count("\n")
    line = min(mark.line if mark else 0, last) + first_line
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    hint = "检查缩进、冒号后的空格和引号", "check indentation, the space after colons, and quotes"
    return Finding(shown, line, "yaml", f"YAML写法有误（{problem}）：{hint[0]}", f"broken YAML ({problem}): {hint[1]}")


class _Builder:
    """Turns composed nodes into plain data, noting lines and objections on the way."""

    def __init__(self, result: YamlFile, offset: int, tags: bool) -> None:
        self.result = result
        self.offset = offset
        self.tags = tags
        self.seen: set[int] = set()
        self.objected: set[str] = set()

    def fill(self, node: yaml.Node) -> None:
        self.result.data = self._value(node, (), 0)

    def _object(self, line: int, zh: str, en: str) -> None:
        """Object once to the same thing; a thousand aliases are one mistake."""
        if zh in self.objected:
            return
        self.objected.add(zh)
        self.result.findings.append(Finding(self.result.shown, line, "yaml", zh, en))

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + 1 + self.offset

    def _value(self, node: yaml.Node, path: tuple[Any, ...], key_line: int) -> Any:
        """Plain data of a node; `key_line` is where its key stands, since an alias only knows its anchor's place."""
        self.result.lines[path] = self._line(node)
        if isinstance(node, yaml.ScalarNode) and id(node) not in self.seen:
            self.seen.add(id(node))
            return self._scalar(node)
        if id(node) in self.seen or len(path) > _MAX_DEPTH:
            self._object(key_line or self._line(node), "不支持YAML的锚点、别名或过深的嵌套", "YAML anchors, aliases or very deep nesting are not supported")
            return None
        self.seen.add(id(node))
        self._tag(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*path, index), key_line) for index, child in enumerate(node.value)]
        return self._mapping(node, path) if isinstance(node, yaml.MappingNode) else None

    def _mapping(self, node: yaml.MappingNode, path: tuple[Any, ...]) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
            line = self._line(key_node)
            if key in data:
                self._object(line, f"键“{key}”重复，只留一个", f"key “{key}” is given twice; keep one")
                continue
            data[key] = self._value(value_node, (*path, key), line)
            self.result.lines[(*path, key)] = line
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        value, tag = node.value, node.tag.rsplit(":", 1)[-1]
        if tag == "null":
            return None
        if tag == "bool" and value.lower() in ("true", "false"):  # `no:` and `on:` are words, as in YAML 1.2
            return value.lower() == "true"
        if tag == "int" and _INT.fullmatch(value):
            return int(value.replace("_", ""))
        if tag == "float" and _FLOAT.fullmatch(value):
            return float(value.replace("_", ""))
        self._tag(node)
        return value  # strings, and dates, which stay ISO text

    def _tag(self, node: yaml.Node) -> None:
        if node.tag.startswith("!") and not self.tags:
            self._object(self._line(node), f"不支持标签{node.tag}", f"tag {node.tag} is not supported")


def walk(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every leaf of nested data with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))
    else:
        yield path, data
