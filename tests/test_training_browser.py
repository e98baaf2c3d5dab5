"""Share menu, handout, printed codes and decks in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from codelib import codes

pytestmark = pytest.mark.browser
CLAUSE = "sectors/general/people/"
SHARE = "#gen-05 + p .mip-share"
WORKSHOP = "workshops/hr-clean-hire/"


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    """A fresh page that fails the test on any console error or request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda m: problems.append(f"console: {m.text}") if m.type == "error" else None)
    tab.on("pageerror", lambda e: problems.append(f"error: {e}"))
    tab.on("request", lambda r: problems.append(f"request: {r.url}") if not r.url.startswith((server, "data:", "file:")) else None)
    yield tab
    context.close()
    assert problems == []


def follow(browser: Any, server: str, addresses: list[str]) -> None:
    """Open each address as a reader of either language would; it must end at its own heading."""
    for locale, lang in (("zh-CN", "zh"), ("en-GB", "en")):
        context = browser.new_context(locale=locale)
        tab = context.new_page()
        for address in addresses:
            short = re.sub(r"^https?://[^/]+/", "", address)
            anchor = short.split("/")[1]
            tab.goto(server + short)
            tab.wait_for_url(f"**#{anchor}")
            assert (tab.locator("html").get_attribute("lang") or "").startswith(lang)
            assert (tab.locator(f"[id='{anchor}']").text_content() or "").startswith(anchor.upper())
        context.close()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_code_of_a_printed_participant_handout_leads_to_its_clause_in_both_languages(page: Any, browser: Any, server: str, lang: str) -> None:
    """Print, scan, follow."""
    page.goto(server + lang + WORKSHOP + "handout/")
    expected = list(page.locator(".sheet-address").all_text_contents())
    found = codes(page.pdf(prefer_css_page_size=True, print_background=True))
    assert sorted(re.sub(r"^https?://", "", a) for a in found) == sorted([*expected, expected[0].split("/r/")[0] + "/r/ws-02/"])
    follow(browser, server, found)


def test_every_code_of_my_printed_handout_leads_to_its_clause_in_both_languages(page: Any, browser: Any, server: str) -> None:
    """The reader's own collection too."""
    page.goto(server + "handout/?items=BIO-07,CASE-03,FAQ-06,FORM-06")
    page.wait_for_function("document.querySelectorAll('.handout-text dl').length > 0")
    found = codes(page.pdf(prefer_css_page_size=True))
    assert [a.split("/r/")[1] for a in found] == ["bio-07/", "case-03/", "faq-06/", "form-06/"]
    follow(browser, server, found)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_share_menu_works_by_keyboard(page: Any, server: str, lang: str) -> None:
    """Open, move, copy, leave: focus is never lost."""
    page.goto(server + lang + CLAUSE)
    button = page.locator(SHARE)
    button.focus()
    page.keyboard.press("ArrowDown")
    assert button.get_attribute("aria-expanded") == "true"
    entries = page.locator("[role=menuitem]")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement === document.querySelector('[role=menuitem]:last-child')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('[role=menuitem]')")
    page.keyboard.press("Enter")
    assert entries.count() == 0 and page.evaluate("navigator.clipboard.readText()").endswith("/r/gen-05/")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\[EB/OL\].*\)\[20\d\d-\d\d-\d\d\]\. https" if not lang else r"accessed \d+ \w+ 20\d\d\. https", cited)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false" and page.evaluate(f"document.activeElement.matches('{SHARE}')")


def test_the_code_of_an_item_opens_in_a_dialog_and_returns_the_focus(page: Any, server: str) -> None:
    """Esc closes it, as everywhere."""
    page.goto(server + CLAUSE)
    page.locator(SHARE).press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    image = page.locator("dialog[open] img")
    page.wait_for_function("document.querySelector('dialog[open] img').naturalWidth > 0")
    assert "gen-05" in (image.get_attribute("alt") or "")
    page.keyboard.press("Escape")
    page.wait_for_selector(".mip-qr-dialog", state="detached")
    assert page.evaluate(f"document.activeElement.matches('{SHARE}')")


def test_printing_one_item_prints_that_item_and_its_code(page: Any, server: str) -> None:
    """Nothing else of the page is on the paper."""
    page.goto(server + CLAUSE)
    page.evaluate("window.print = function () { window.printed = true; }")
    page.locator(SHARE).click()
    page.locator("[role=menuitem]", has_text="打印这一条").click()
    page.wait_for_function("window.printed")
    pdf = page.pdf()
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf))
    assert "GEN-05" in text and "入职签收三件套" not in text and "分享" not in text
    assert [a.split("/r/")[1] for a in codes(pdf)] == ["gen-05/"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".mip-print-one").count() == 0


def test_items_are_collected_ordered_removed_and_shared(page: Any, server: str) -> None:
    """From the menu of a clause to an address that shows the same in English."""
    page.goto(server + CLAUSE)
    page.locator(SHARE).click()
    page.locator("[role=menuitem]", has_text="加入我的讲义").click()
    page.locator(".mip-toast a").click()
    page.wait_for_url("**/handout/**")
    page.fill(".handout-add input", "bio7, case-03; nonsense")
    page.keyboard.press("Enter")
    ids = "[...document.querySelectorAll('.handout-list li')].map(e => e.dataset.id).join()"
    assert page.evaluate(ids) == "GEN-05,BIO-07,CASE-03"
    assert page.input_value(".handout-add input") == "NONSENSE"
    page.locator("[data-id=CASE-03] .is-up").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate(ids) == "CASE-03,GEN-05,BIO-07" and "items=CASE-03,GEN-05,BIO-07" in page.url
    page.locator("[data-id=GEN-05] .is-remove").click()
    assert page.evaluate(ids) == "CASE-03,BIO-07" and page.evaluate("document.activeElement.className") == "is-remove"
    assert page.locator(".handout-command code").inner_text() == "mip pdf --items CASE-03,BIO-07 --lang zh"
    page.fill(".handout-title input", "周五的课")
    page.locator("[data-mip-language]").click()
    page.wait_for_url("**/en/handout/**")
    assert page.evaluate(ids) == "CASE-03,BIO-07" and page.locator(".handout-head h2").inner_text() == "周五的课"
    page.goto(server + "handout/")
    assert page.evaluate(ids) == "CASE-03,BIO-07"


def test_the_handout_says_without_scripts_why_it_is_empty(browser: Any, server: str) -> None:
    """And that nothing is stored."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(server + "handout/")
    text = tab.locator("article").inner_text()
    assert "什么也不存" in text and "脚本" in text and tab.locator("a[href='../r/index.html']").count() == 1
    context.close()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_deck_runs_from_a_file_by_keyboard(page: Any, site: Path, lang: str) -> None:
    """Arrows, clicker keys, Home, End, notes, reveal; no server."""
    page.goto((site / lang / WORKSHOP / "slides/index.html").as_uri())
    count = page.locator(".slide").count()
    shown = page.locator("output")
    assert shown.inner_text() == f"1 / {count}" and page.locator(".slide:visible").count() == 1
    for key, expected in (("ArrowRight", 2), (" ", 3), ("PageDown", 4), ("PageUp", 3), ("ArrowLeft", 2), ("End", count), ("Home", 1)):
        page.keyboard.press(key)
        assert shown.inner_text() == f"{expected} / {count}", key
    page.keyboard.press("n")
    assert page.locator(".deck-notes").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".deck-notes").is_visible()
    quiz = page.evaluate("[...document.querySelectorAll('.slide')].findIndex(s => s.querySelector('[data-reveal]'))")
    page.evaluate(f"location.hash = '#{quiz + 1}'")
    page.wait_for_function(f"document.querySelector('output').textContent.startsWith('{quiz + 1} ')")
    assert not page.locator(".slide.is-current [data-reveal]").is_visible()
    page.keyboard.press("PageDown")
    assert page.locator(".slide.is-current [data-reveal]").is_visible() and shown.inner_text().startswith(f"{quiz + 1} ")
    page.keyboard.press("PageDown")
    assert shown.inner_text().startswith(f"{quiz + 2} ")


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_notes_go_to_a_second_screen_and_follow_the_slides(page: Any, site: Path, lang: str) -> None:
    """Shift+N opens a window of their own; it shows the notes of the slide that the room sees."""
    page.goto((site / lang / WORKSHOP / "slides/index.html").as_uri())
    with page.expect_popup() as opened:
        page.keyboard.press("Shift+N")
    other = opened.value

    place = page.locator("output")
    while True:  # a key may also uncover an answer and stay on its slide
        heading = page.locator(".slide.is-current h2").first.text_content()
        note = page.evaluate("(document.querySelector('.slide.is-current .deck-note') || {}).textContent || ''")
        shown = other.locator("body").text_content()
        assert shown.startswith(place.inner_text()) and heading in shown and note in shown
        if place.inner_text() == f"{page.locator('.slide').count()} / {page.locator('.slide').count()}":
            break
        page.keyboard.press("ArrowRight")
    other.close()
    page.keyboard.press("Home")
    assert page.locator("output").inner_text().startswith("1 /")


def test_no_slide_is_cut_off_and_none_is_set_small(page: Any, site: Path) -> None:
    """Type shrinks to fit, but never below seven tenths of its size."""
    for path in [*site.glob("workshops/*/slides/index.html"), *site.glob("en/workshops/*/slides/index.html")]:
        page.goto(path.as_uri())
        worst = page.evaluate(
            """() => [...document.querySelectorAll(".slide")].map((slide, n) => {
            location.hash = "#" + (n + 1); dispatchEvent(new Event("hashchange"));
            const inner = slide.querySelector(".slide__inner");
            return [parseFloat(slide.style.getPropertyValue("--fit")), inner.scrollHeight - inner.clientHeight]; })"""
        )
        assert min(size for size, _ in worst) >= 0.69 and max(over for _, over in worst) <= 1, (path, worst)


def test_a_deck_prints_one_slide_per_page_with_a_code_per_item(page: Any, server: str) -> None:
    """For those who want paper."""
    page.goto(server + WORKSHOP + "slides/")
    slides = page.locator(".slide").count()
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(pypdfium2.PdfDocument(pdf)) == slides
    assert {a.split("/r/")[1] for a in codes(pdf)} >= {"gen-05/", "gen-06/", "case-36/", "ws-02/"}


@pytest.mark.parametrize("name", ["biopharma", "general", "ws-02", "ws-04"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_poster_fills_one_sheet_of_its_size_and_its_codes_can_be_read(page: Any, server: str, lang: str, name: str) -> None:
    """A4 for a sector, A3 for a workshop."""
    page.goto(f"{server}{lang}posters/{name}/")
    assert page.evaluate("(m => m.scrollHeight - m.clientHeight)(document.querySelector('.poster'))") <= 1
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(document) == 1
    assert [round(x / 72 * 25.4) for x in document[0].get_size()] == ([297, 420] if name.startswith("ws") else [210, 297])
    found = codes(page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(found) == (1 if name.startswith("ws") else 8)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_right_before_the_first_paint(browser: Any, server: str, scheme: str) -> None:
    """The palette comes from a file in the head, since inline scripts are forbidden."""
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.route("**/bundle.*.js", lambda route: route.abort())
    tab.goto(server + CLAUSE)
    assert tab.locator("body").get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")
    context.close()
