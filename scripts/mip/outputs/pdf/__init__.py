"""The books: from the built site's pages to tagged PDF files.

    site/**/index.html ─▶ convert (HTML → Typst) ─▶ assemble (one book) ─▶ typst ─▶ pack ─▶ *.pdf
                                                     ▲
    corpus ─▶ books (which pages make which book) ───┘

`build` runs this for every book in processes of their own and skips what has not changed.
"""
