"""Charts: the inline SVG of a page as a file of its own, with the colours the style sheet gives it on screen."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

# The HTML parser lowers the names of attributes; SVG knows the difference.
_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio", "textlength": "textLength"}
_COLOURS = {"rect": "#0f5c5c", "path": "#0f5c5c", "circle": "#0f5c5c", "line": "#c9d3d1", "text": "#1a2423"}


def svg(element: Any) -> str:
    """Serialise with namespace, font and fills."""
    root = copy.deepcopy(element)
    root.tail = None
    for node in root.iter():
        for name in [name for name in node.attrib if name in _NAMES]:
            node.set(_NAMES[name], node.attrib.pop(name))
        if node.tag in _COLOURS and not node.get("fill") and not node.get("stroke"):
            node.set("stroke" if node.tag == "line" else "fill", _COLOURS[node.tag])
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("font-family", "MIP Sans SC")
    root.set("font-size", root.get("font-size") or "14")
    return str(etree.tostring(root, encoding="unicode"))
