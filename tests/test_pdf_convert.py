"""HTML to Typst: one test per construct, and nothing in a text can become markup."""

from __future__ import annotations

import pytest
from lxml import html

from mip.errors import CannotRun
from mip.outputs.pdf import chart, tables
from mip.outputs.pdf.assemble import _check_characters
from mip.outputs.pdf.convert import Chapter, Converter, collect_labels
from mip.outputs.pdf.inline import UnknownElement
from mip.outputs.pdf.links import Links, article_key, permanent
from mip.outputs.pdf.markup import breakable, collapse, string, text

PAGE = "sectors/ai/disclosure/"


def convert(body: str, only: frozenset[str] = frozenset(), others: dict[str, dict[str, str]] | None = None) -> Chapter:
    article = html.fragment_fromstring(f'<article class="md-content__inner">{body}</article>')
    links = Links("https://mip.example/", {PAGE: collect_labels(PAGE, article, only), **(others or {})})
    return Converter(PAGE, "zh", links).chapter(article, only)


def body(markup: str) -> str:
    return convert(markup).body


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>甲乙</p>", '#par[#"甲乙";];'),
        ("<p>a <strong>b</strong> c</p>", '#par[#"a ";#strong([#"b";]);#" c";];'),
        ("<p><em>b</em></p>", '#par[#emph([#"b";]);];'),
        ("<p>a<br>b</p>", '#par[#"a";#linebreak();#"b";];'),
        ("<p>x<sup>2</sup></p>", '#par[#"x";#super([#"2";]);];'),
        ("<p><code>a*b</code></p>", '#par[#raw("a*b");];'),
        ("<pre><code>a\nb\n</code></pre>", '#raw("a\\nb", block: true);'),
        ('<p><span class="mip-pending">待核</span></p>', '#par[#pending([#"待核";]);];'),
        ('<p class="mip-note">x</p>', '#note([#"x";]);'),
        ('<p><input type="checkbox" checked> x</p>', '#par[#"☑ x";];'),
        ("<ul><li>a</li><li>b</li></ul>", '#list([#"a";], [#"b";]);'),
        ('<ol start="3"><li>a</li></ol>', '#enum([#"a";], start: 3);'),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", '#list([#"a";\n#list([#"b";]);]);'),
        ("<blockquote><p>a</p></blockquote>", '#quote([#par[#"a";];], block: true);'),
        ("<hr>", "#rule;"),
        ("<dl><dt>做什么</dt><dd>a</dd></dl>", '#fields(([#"做什么";], [#"a";]));'),
        ('<dl class="mip-card"><div><dt>机关</dt><dd>a</dd></div></dl>', '#card(([#"机关";], [#"a";]));'),
        ('<div class="admonition law"><p class="admonition-title">T</p><p>a</p></div>', '#box-note("law", [#"T";], [#par[#"a";];]);'),
        ('<details class="advice"><summary>T</summary><p>a</p></details>', '#box-note("advice", [#"T";], [#par[#"a";];]);'),
        ('<p><a class="mip-permalink" href="x">固定地址</a></p>', ""),
        ('<nav class="mip-crumb"><a href="../">x</a></nav>', ""),
        ('<div class="mip-noprint"><p>x</p></div>', ""),
        ("<script>alert(1)</script>", ""),
        ("<!-- comment -->", ""),
    ],
)
def test_construct(source: str, expected: str) -> None:
    assert body(source) == expected


def test_badges_carry_kind_and_tone() -> None:
    source = '<p class="mip-badges"><span class="mip-level mip-level--essential">基础</span> <span class="mip-who">谁来做：法务</span></p>'
    assert body(source) == '#badges(("level", "essential", [#"基础";]), ("who", "", [#"谁来做：法务";]));'


def test_table_has_header_widths_and_spans() -> None:
    source = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td colspan='2'>c</td></tr></tbody></table>"
    assert body(source) == '#data-table(([#"a";], [#"b";], ), table.cell(colspan: 2)[#"c";], columns: (1fr, 1fr, ), breakable: false, count: 2, together: true);'


def test_short_columns_keep_their_width_and_long_ones_share_the_rest() -> None:
    table = html.fragment_fromstring(f"<table><tr><td>甲乙</td><td>{'长' * 100}</td><td>{'长' * 25}</td></tr></table>")
    assert tables.columns(tables.rows_of(table)[1])[0] == "(31.4pt, 10.00fr, 5.00fr, )"


def test_clause_heading_opens_and_closes_its_item() -> None:
    chapter = convert('<h1 id="p">页</h1><h2 id="ai-01"><span class="mip-id">AI-01</span> 题</h2><p>a</p><h2 id="x">后</h2>')
    assert chapter.title == '#"页";'
    assert [(item.id, item.title, item.label) for item in chapter.items] == [("AI-01", "题", f"{PAGE}#ai-01")]
    assert chapter.body.index('#item-open("AI-01");') < chapter.body.index("#heading(level: 3)[") < chapter.body.index("#item-close;")
    assert f'#label("{PAGE}#ai-01");' in chapter.body


def test_case_page_is_one_item_from_title_to_end() -> None:
    chapter = convert('<h1 id="case-01">CASE-01 香兰素</h1><h2 id="facts">发生了什么</h2><p>a</p>')
    assert chapter.items[0].label == PAGE
    assert chapter.body.rstrip().endswith('#par[#"a";#item-close;];')
    assert chapter.body.count("#item-close;") == 1


@pytest.mark.parametrize(
    ("last", "closed"),
    [
        ("<p>a</p>", '#par[#"a";#item-close;];'), ("<ul><li>a</li></ul>", '#list([#"a";#item-close;]);'),
        ("<ol start=3><li>a</li></ol>", '#enum([#"a";], start: 3);#item-close;'), ("<pre>a]);</pre>", '#raw("a]);", block: true);#item-close;'),
    ],
)  # fmt: skip
def test_an_item_closes_inside_its_last_block(last: str, closed: str) -> None:
    """After the block the mark would slip to the next page, and the footer there would name an item that has ended."""
    assert convert(f'<h1 id="case-01">CASE-01 x</h1>{last}').body.endswith(closed)


def test_the_way_on_is_not_torn_apart() -> None:
    """A few links at the end of a page; other lists may go on overleaf."""
    assert "#together([#list(" in convert('<h1 id="p">页</h1><h2 id="next">接着看</h2><ul><li>a</li></ul>').body
    assert "#together" not in convert('<h1 id="p">页</h1><h2 id="x">别的</h2><ul><li>a</li></ul>').body


def test_short_tables_stay_on_one_page() -> None:
    """A long one may break between rows."""
    row = "<tr><td>a</td><td>b</td></tr>"
    assert "together: true" in convert(f"<table><tbody>{row * 7}</tbody></table>").body
    assert "together" not in convert(f"<table><tbody>{row * 8}</tbody></table>").body


def test_what_belongs_to_a_number_stays_beside_it() -> None:
    """A line never ends in `art.` or `CNY`."""
    assert "art.\u00a09 and CNY\u00a0500,000, art of war" in convert("<p>art. 9 and CNY 500,000, art of war</p>").body


def test_furniture_becomes_the_lead_without_minutes_and_date() -> None:
    chapter = convert('<h1 id="p">页</h1><dl class="mip-furniture"><div><dt>内容</dt><dd>a</dd></div><div><dt>阅读</dt><dd>1分钟</dd></div></dl>')
    assert chapter.lead == '(([#"内容";], [#"a";]), )'
    assert chapter.body == ""


def test_link_inside_the_book_shows_its_page() -> None:
    chapter = convert('<p>见<a href="../../general/#gen-01">GEN-01</a>。</p>', others={"sectors/general/": {"": "sectors/general/", "gen-01": "g1"}})
    assert chapter.body == '#par[#"见";#xref("g1", [#"GEN-01";]);#"。";];'


def test_link_out_of_the_book_has_its_permanent_address_in_one_note_per_item() -> None:
    markup = body('<p><a href="../../../law/aucl-2025/#art-10">甲</a><a href="../../../law/aucl-2025/#art-10">乙</a></p>')
    assert markup.count('#out("https://mip.example/r/aucl-2025-10/"') == 1
    assert markup.count('#out-again("https://mip.example/r/aucl-2025-10/"') == 1


def test_bare_address_can_break_and_term_links_stay_silent() -> None:
    assert body('<p><a href="https://a.b/c">https://a.b/c</a></p>') == '#par[#address("https://a.b/c", "https://\u200ba.\u200bb/\u200bc");];'
    assert body('<p><a class="mip-term" href="../../../glossary/#x">词</a></p>') == '#par[#"词";];'


def test_lists_of_citations_have_no_notes_and_do_not_count_as_citing() -> None:
    article = html.fragment_fromstring('<article><h2 id="ai-01"><span class="mip-id">AI-01</span> 题</h2><p>见<a href="../../../law/x/#art-1">一</a></p>'
                                       '<p class="mip-cited"><a href="../../../law/x/#art-2">二</a></p></article>')  # fmt: skip
    converter = Converter(PAGE, "zh", Links("https://mip.example/", {PAGE: collect_labels(PAGE, article)}))
    markup = converter.chapter(article).body
    assert converter.cited == {("x", "art-1"): ["AI-01"]}
    assert '#cited([#link("https://mip.example/r/x-2/", [#"二";]);#item-close;]);' in markup


def test_only_the_sections_asked_for_are_taken() -> None:
    source = '<h1 id="p">页</h1><p>前</p><h2 id="ai-01"><span class="mip-id">AI-01</span> 一</h2><p>甲</p><h3 id="s">小</h3><h2 id="ai-02">二</h2><p>乙</p>'
    markup = convert(source, frozenset({"ai-01"})).body
    assert "甲" in markup and "小" in markup
    assert "前" not in markup and "乙" not in markup


def test_of_two_elements_with_one_id_only_the_first_is_a_target() -> None:
    assert body('<h2 id="a">一</h2><h2 id="a">二</h2>').count("#label(") == 1


@pytest.mark.parametrize("hostile", ['#panic("x")', "*b* _i_ `r` $m$", '"; #eval("1")', "\\", "<label> @ref", "[x](y) // c", "= 题", "- 项", "\\\"]; #x"])
def test_text_can_never_become_markup(hostile: str) -> None:
    element = html.fragment_fromstring("<article><p>x</p></article>")
    element[0].text = hostile
    markup = Converter(PAGE, "zh", Links("https://mip.example/", {PAGE: {"": PAGE}})).chapter(element).body
    assert markup == f"#par[#{string(hostile)};];"
    inner = string(hostile)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner and not inner.endswith("\\")


@pytest.mark.parametrize("source", ["<video></video>", "<marquee>x</marquee>", '<div class="home-made">x</div>', "<p><canvas></canvas></p>"])
def test_unknown_element_is_named_with_its_page(source: str) -> None:
    with pytest.raises(UnknownElement, match="disclosure") as error:
        body(source)
    assert "<" in str(error.value)


def test_character_no_font_has_is_named_with_its_page() -> None:
    with pytest.raises(CannotRun, match=r"U\+1F600.*faq/basics/"):
        _check_characters("faq/basics/", html.fragment_fromstring("<p>好😀</p>"))
    _check_characters("faq/basics/", html.fragment_fromstring("<p>☐ ¶ → ≤ § ① 镕喆昇堃“”——…… é ü €</p>"))


def test_radicals_and_private_use_are_refused() -> None:
    for character in ("\u2f00", "\u2ea0", "\uf900", "\ue000"):
        with pytest.raises(CannotRun):
            _check_characters("x/", html.fragment_fromstring(f"<p>{character}</p>"))


def test_white_space_is_that_of_a_browser_but_never_between_two_chinese_characters() -> None:
    assert collapse("甲\n  乙") == "甲乙"
    assert collapse("a\n b") == "a b"
    assert collapse("甲 \n a") == "甲 a"


def test_strings_escape_backslash_and_quote() -> None:
    assert text('a"b\\c') == '#"a\\"b\\\\c";'
    assert text("") == ""
    assert breakable("a/b") == "a/\u200bb"


@pytest.mark.parametrize(
    ("path", "anchor", "expected"),
    [
        ("sectors/ai/", "ai-01", "r/ai-01/"), ("en/cases/x/", "case-51", "r/case-51/"), ("law/aucl-2025/", "art-10", "r/aucl-2025-10/"),
        ("law/aucl-2025/", "", "r/aucl-2025/"), ("en/law/us-337/", "art-1337-a-1", "r/us-337-1337-a-1/"), ("law/", "", "law/"),
        ("glossary/", "secret-point", "glossary/#secret-point"), ("remedies/", "", "remedies/"),
    ],
)  # fmt: skip
def test_permanent_addresses(path: str, anchor: str, expected: str) -> None:
    assert permanent(path, anchor) == expected


def test_article_keys_and_relative_links() -> None:
    assert article_key("en/law/aucl-2025/", "art-10") == ("aucl-2025", "art-10")
    assert article_key("law/", "art-10") is None
    assert Links.place("en/a/b/", "../c/#x") == ("en/a/c/", "x")
    assert Links.place("a/", "..") == ("", "")
    assert Links.place("a/", "#y") == ("a/", "y")
    assert Links.place("a/", "../downloads/x.docx") == ("downloads/x.docx", "")


def test_chart_gets_namespace_font_and_colours() -> None:
    element = html.fragment_fromstring('<svg viewBox="0 0 1 1" aria-label="图"><rect width="1" height="1"></rect><text>a</text></svg>')
    drawn = chart.svg(element)
    assert 'viewBox="0 0 1 1"' in drawn and 'xmlns="http://www.w3.org/2000/svg"' in drawn
    assert 'fill="#0f5c5c"' in drawn and 'font-family="MIP Sans SC"' in drawn
