"""The search box in a real browser: real keys, both languages, phone, screen-reader roles, from a USB stick, strict policy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
pytestmark = pytest.mark.browser

OPTION = "#mip-search [role=option]"
FIELD = "#mip-search [role=combobox]"


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A fresh page; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


def _ids(page: Any) -> list[str]:
    page.wait_for_selector(OPTION)
    return [text.strip() for text in page.locator(f"{OPTION} .mip-id").all_text_contents()]


def _ask(page: Any, text: str) -> None:
    page.fill(FIELD, text)
    page.wait_for_timeout(150)


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_and_escape_gives_the_focus_back(tab: Any, server: str, key: str) -> None:
    """The focus returns to where it was."""
    tab.goto(server)
    tab.focus("a.mip-language")
    tab.keyboard.press(key)
    assert tab.locator(FIELD).evaluate("e => e === document.activeElement")
    assert tab.input_value(FIELD) == ""
    tab.keyboard.press("Escape")
    assert not tab.locator("#mip-search").is_visible()
    assert tab.locator("a.mip-language").evaluate("e => e === document.activeElement")


def test_keys_typed_into_a_field_stay_there(tab: Any, server: str) -> None:
    """The casebook has fields of its own."""
    tab.goto(server)
    tab.evaluate("document.body.insertAdjacentHTML('afterbegin', '<input id=own>')")
    tab.focus("#own")
    tab.keyboard.type("s/f")
    assert tab.input_value("#own") == "s/f"
    assert not tab.locator("#mip-search").is_visible()


def test_arrows_and_enter_lead_to_the_anchor_with_the_words_marked(tab: Any, server: str) -> None:
    """Typed by key, chosen by key, highlighted on arrival; the back button returns to the results."""
    tab.goto(server)
    tab.keyboard.press("/")
    tab.keyboard.type("员工离职能带走什么")
    tab.wait_for_selector(OPTION)
    tab.keyboard.press("ArrowDown")
    first = tab.locator(OPTION).first
    assert first.get_attribute("aria-selected") == "true"
    assert tab.get_attribute(FIELD, "aria-activedescendant") == first.get_attribute("id")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/faq/staff/?h=*#faq-07")
    assert "离职" in "".join(tab.locator("mark.mip-hit").all_text_contents())
    assert 0 <= tab.locator("#faq-07").bounding_box()["y"] < 300
    tab.go_back()
    tab.wait_for_selector(OPTION)
    assert tab.input_value(FIELD) == "员工离职能带走什么"


def test_input_method_composition_asks_nothing_until_it_ends(tab: Any, server: str) -> None:
    """Pinyin under composition is not a query, and Enter that commits it opens no result."""
    tab.goto(server + "?q=BIO-07")
    assert _ids(tab)[0] == "BIO-07"
    tab.fill(FIELD, "")
    tab.wait_for_timeout(150)
    cdp = tab.context.new_cdp_session(tab)
    for text in ("j", "jing", "jing ye"):
        cdp.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        tab.wait_for_timeout(120)
        assert tab.locator(OPTION).count() == 0
    address = tab.url
    tab.locator(FIELD).evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert tab.url == address
    cdp.send("Input.insertText", {"text": "竞业限制"})
    tab.wait_for_selector(OPTION)
    assert tab.input_value(FIELD) == "竞业限制"


@pytest.mark.parametrize("typed", ["BIO-07", "bio7", "bio 7", "BIO07", "ｂｉｏ－０７"])
def test_an_id_is_found_in_any_spelling(tab: Any, server: str, typed: str) -> None:
    """People write ids as they please."""
    tab.goto(server)
    tab.keyboard.press("/")
    _ask(tab, typed)
    assert _ids(tab)[0] == "BIO-07"


@pytest.mark.parametrize(
    ("path", "typed", "target"),
    [
        ("", "反法第十条", "law/aucl-2025/#art-10"), ("", "反不正当竞争法10条", "law/aucl-2025/#art-10"), ("", "反法10", "law/aucl-2025/#art-10"),
        ("", "刑法第二百一十九条之一", "law/criminal-law/#art-219-1"), ("en/", "AUCL 10", "en/law/aucl-2025/#art-10"),
        ("en/", "AUCL art. 10", "en/law/aucl-2025/#art-10"), ("en/", "article 22 of the anti-unfair competition law", "en/law/aucl-2025/#art-22"),
    ],
)  # fmt: skip
def test_an_article_is_found_as_people_cite_it(tab: Any, server: str, path: str, typed: str, target: str) -> None:
    """Short names, numerals of both kinds."""
    tab.goto(server + path)
    tab.keyboard.press("/")
    _ask(tab, typed)
    tab.wait_for_selector(OPTION)
    href = tab.locator(OPTION).first.evaluate("e => e.pathname.slice(1) + e.hash")
    assert href == target


@pytest.mark.parametrize(
    ("path", "typed", "wanted"),
    [("", "競業限制", "竞业限制"), ("en/", "reverse enginering", "reverse engineering"), ("en/", "confidentalty", "confidential"), ("", "ＮＤＡ", "保密协议")],
)
def test_spelling_is_forgiven(tab: Any, server: str, path: str, typed: str, wanted: str) -> None:
    """Traditional characters, full width, typing errors."""
    tab.goto(server + path)
    tab.keyboard.press("/")
    _ask(tab, typed)
    tab.wait_for_selector(OPTION)
    assert wanted in " ".join(tab.locator(OPTION).all_text_contents()[:3]).lower()


def test_a_result_says_what_it_is_and_shows_the_passage(tab: Any, server: str) -> None:
    """Id, title, kind, sector and marked words."""
    tab.goto(server + "?q=" + "细胞库 双锁")
    tab.wait_for_selector(OPTION)
    hit = tab.locator(OPTION, has_text="BIO-07").first
    assert "生物材料即载体" in hit.inner_text()
    assert "条款" in hit.inner_text() and "生物医药" in hit.inner_text()
    assert hit.locator(".mip-search__passage mark").count() > 0


def test_filters_narrow_by_kind_and_sector(tab: Any, server: str) -> None:
    """A chip pressed leaves only its kind; pressed again it lets go."""
    tab.goto(server + "en/?q=confidentiality")
    tab.wait_for_selector(OPTION)
    total = tab.locator("#mip-search [role=status]").inner_text()
    chip = tab.get_by_role("group", name="Kind").get_by_role("button", name="Question")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    assert all(i.startswith("FAQ-") for i in _ids(tab))
    assert tab.locator("#mip-search [role=status]").inner_text() != total
    chip.click()
    assert tab.locator("#mip-search [role=status]").inner_text() == total
    tab.get_by_role("group", name="Sector").get_by_role("button", name="Biopharma").click()
    assert all("Biopharma" in text for text in tab.locator(f"{OPTION} .mip-search__meta").all_text_contents()[:5])


def test_only_the_language_being_read_and_a_line_that_switches(tab: Any, server: str) -> None:
    """The line counts the other language's results and leads to its pages."""
    tab.goto(server + "en/?q=non-compete")
    tab.wait_for_selector(OPTION)
    assert all("/en/" in link for link in tab.locator(OPTION).evaluate_all("l => l.map(e => e.href)"))
    line = tab.locator(".mip-search__other")
    line.wait_for()
    assert "中文" in line.inner_text()
    line.click()
    tab.wait_for_selector(f"{OPTION}[lang=zh]")
    assert not any("/en/" in link for link in tab.locator(OPTION).evaluate_all("l => l.map(e => e.href)"))


@pytest.mark.parametrize(("path", "typed"), [("", "qqqzzzxxy"), ("en/", "qqqzzzxxy")])
def test_nothing_found_still_helps(tab: Any, server: str, path: str, typed: str) -> None:
    """Near suggestions and the door, never an empty box."""
    tab.goto(server + path + "?q=" + typed)
    door = tab.locator("a.mip-search__door")
    door.wait_for()
    assert door.get_attribute("href").endswith("remedies/which-door/")
    chips = tab.locator(".mip-search__suggestions button")
    assert chips.count() >= 3
    chips.first.click()
    tab.wait_for_selector(OPTION)


def test_a_completion_is_taken_with_the_right_arrow(tab: Any, server: str) -> None:
    """Material's own habit."""
    tab.goto(server + "en/")
    tab.keyboard.press("/")
    tab.keyboard.type("non-comp")
    expect(tab.locator(".md-search__suggest")).to_have_text(re.compile("non-comp.+"))
    tab.keyboard.press("ArrowRight")
    assert tab.input_value(FIELD).startswith("non-compete")


def test_roles_and_names_for_screen_readers(tab: Any, server: str) -> None:
    """A named dialog, a combobox that owns a listbox, a live count; axe finds nothing."""
    from axe_playwright_python.sync_playwright import Axe

    tab.goto(server + "en/?q=patent or secret")
    tab.wait_for_selector(OPTION)
    assert tab.get_by_role("dialog", name="Search").is_visible()
    assert tab.get_attribute(FIELD, "aria-expanded") == "true"
    assert tab.get_attribute(FIELD, "aria-controls") == tab.locator("[role=listbox]").get_attribute("id")
    assert tab.locator("#mip-search [role=status]").inner_text().endswith("results")
    found = Axe().run(tab, context="#mip-search")
    assert found.response["violations"] == [], found.generate_report()


def test_the_focus_stays_inside_the_dialog(tab: Any, server: str) -> None:
    """Tab goes round; nothing behind the dialog is reached."""
    tab.goto(server + "?q=保密")
    tab.wait_for_selector(OPTION)
    for _ in range(40):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#mip-search')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fills_a_phone(browser: Any, server: str, scheme: str) -> None:
    """Full screen at 390 pixels, nothing wider than the screen, in both colour schemes."""
    context = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(server)
    page.tap("[data-mip-search-open]")
    _ask(page, "员工离职")
    page.wait_for_selector(OPTION)
    box = page.locator("#mip-search").bounding_box()
    assert (box["x"], box["width"], round(box["height"])) == (0, 390, 780)
    assert page.evaluate("document.querySelector('#mip-search').scrollWidth <= 390")
    page.locator("[data-mip-close]").tap()
    assert not page.locator("#mip-search").is_visible()
    context.close()


@pytest.mark.parametrize(("path", "typed"), [("index.html", "竞业限制补偿"), ("en/index.html", "non-compete pay")])
def test_it_works_from_a_usb_stick(tab: Any, site: Path, path: str, typed: str) -> None:
    """No server, no fetch; the result opens as a file at its anchor."""
    tab.goto(f"file://{site / path}")
    tab.keyboard.press("/")
    _ask(tab, typed)
    tab.wait_for_selector(OPTION)
    tab.locator(OPTION, has_text="FAQ-09").first.click()
    tab.wait_for_url("**/faq/staff/index.html?h=*#faq-09")
    assert tab.locator("mark.mip-hit").count() > 0


def test_it_works_under_a_strict_policy(browser: Any, server: str) -> None:
    """script-src 'self', nothing inline, no connection anywhere."""
    context = browser.new_context()
    page = context.new_page()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'"
    blocked: list[str] = []
    page.on("console", lambda m: blocked.append(m.text) if "search" in m.text.lower() else None)

    def answer(route: Any) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": policy})

    page.route("**/*", answer)
    page.goto(server + "?q=BIO-07")
    assert _ids(page)[0] == "BIO-07"
    assert blocked == []
    context.close()


def test_nothing_is_loaded_before_the_first_use(tab: Any, server: str) -> None:
    """A first visit pays for the small script only."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(server)
    tab.wait_for_load_state("networkidle")
    assert not any("assets/search/" in url or "search-engine" in url for url in asked)
    tab.click("[data-mip-search-open]")
    expect(tab.locator("#mip-search [role=status]")).to_have_text(re.compile("编号"))
    assert sum("assets/search/index.zh.js" in url for url in asked) == 1
    assert not any("index.en.js" in url for url in asked)


def test_the_bars_hold_on_questions_nobody_tuned_on(site: Path) -> None:
    """MRR@10 ≥ 0.90 and nothing useful ≤ 5 % on the held-out half of each language; size and speed too."""
    root = Path(__file__).resolve().parent.parent
    result = subprocess.run([sys.executable, "-m", "mip", "bench", "search", "--no-stock"], cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
