"""The link to a permanent address that stands on every item; `share.js` turns it into a menu."""

from __future__ import annotations

from mip.model.corpus import Corpus
from mip.outputs.address import absolute
from mip.outputs.citation import citation
from mip.outputs.labels import label
from mip.outputs.markup import escape, plain


def share_link(corpus: Corpus, lang: str, shown: str, title: str, root: str, path: str) -> str:
    """An ordinary link to `path` below the site's `root`, with the address and the citation for the script."""
    address = absolute(path)
    cite = citation(lang, shown, plain(title), address, corpus.edition, corpus.as_of)
    return (
        f'<a class="mip-permalink" href="{root}{path}" data-id="{escape(shown)}" data-address="{escape(address)}" '
        f'data-cite="{escape(cite)}" aria-label="{escape(label(lang, "permalink", id=shown))}">{label(lang, "permalink_text")}</a>'
    )
