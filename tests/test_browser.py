"""The site in a real browser: languages, addresses, filters, colours, accessibility."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

TEMPLATES = {
    "home": "", "sector": "sectors/biopharma/", "clause": "sectors/general/people/", "law": "law/aucl-2025/", "case": "cases/cn-vanillin-2021/",
    "casebook": "cases/", "faq": "faq/staff/", "form": "forms/", "remedies": "remedies/which-door/", "glossary": "glossary/",
    "workshops": "workshops/", "matrix": "sectors/matrix/",
}  # fmt: skip


@pytest.fixture
def page(browser: Any, server: str) -> Any:
    """A fresh page that fails the test on any console error or request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda m: problems.append(f"console: {m.text}") if m.type == "error" and "404" not in m.text else None)
    tab.on("request", lambda r: problems.append(f"request: {r.url}") if not r.url.startswith((server, "data:", "blob:")) else None)
    yield tab
    context.close()
    assert problems == []


def test_switching_language_on_a_clause_lands_on_the_same_clause(page: Any, server: str) -> None:
    """The switch stays on the page and keeps the anchor."""
    page.goto(server + "sectors/biopharma/research/#bio-07")
    page.click("[data-mip-language]")
    page.wait_for_url("**/en/sectors/biopharma/research/#bio-07")
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("[data-mip-language]")
    page.wait_for_url("**/sectors/biopharma/research/#bio-07")


@pytest.mark.parametrize(("locale", "expected"), [("zh-CN", "/sectors/biopharma/research/"), ("en-GB", "/en/sectors/biopharma/research/")])
def test_a_permanent_address_takes_the_reader_on_in_his_language(browser: Any, server: str, locale: str, expected: str) -> None:
    """The browser's language decides on a first visit."""
    context = browser.new_context(locale=locale)
    tab = context.new_page()
    tab.goto(server + "r/bio-07/")
    tab.wait_for_url("**/research/**#bio-07")
    assert expected in tab.url.replace("index.html", "")
    context.close()


def test_a_permanent_address_offers_both_languages_without_scripts(browser: Any, server: str) -> None:
    """Plain links are enough."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(server + "r/bio-07/")
    tab.click("a[data-lang=en]")
    assert "/en/sectors/biopharma/research/" in tab.url and tab.url.endswith("#bio-07")
    context.close()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_casebook_filters_by_keyboard_and_keeps_its_state_in_the_address(page: Any, server: str, lang: str) -> None:
    """A filtered list can be linked."""
    page.goto(server + lang + "cases/")
    total = page.locator(".mip-cases tbody tr:visible").count()
    page.locator("select[name=sectors]").focus()
    page.select_option("select[name=sectors]", "biopharma")
    page.select_option("select[name=outcome]", "right-holder-lost")
    shown = page.locator(".mip-cases tbody tr:visible").count()
    assert 0 <= shown < total
    assert "sectors=biopharma" in page.url
    address = page.url
    page.goto(server)
    page.goto(address)
    assert page.locator(".mip-cases tbody tr:visible").count() == shown


def test_the_casebook_works_from_a_file(browser: Any, site: Any) -> None:
    """No server needed."""
    tab = browser.new_page()
    tab.goto((site / "cases/index.html").as_uri())
    total = tab.locator(".mip-cases tbody tr:visible").count()
    tab.select_option("select[name=route]", "criminal")
    assert 0 < tab.locator(".mip-cases tbody tr:visible").count() < total
    tab.close()


def test_the_decision_aid_reaches_every_end_by_links_alone(browser: Any, server: str) -> None:
    """Which door: a plain page, every outcome can be reached from the first question."""
    for lang in ("", "en/"):
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        tab.goto(server + lang + "remedies/which-door/")
        graph = _graph(tab)
        start = next(name for name in graph if name.startswith("q-"))
        seen, queue = {start}, [start]
        while queue:
            for target in graph.get(queue.pop(), []):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        ends = {name for name in graph if name.startswith("end-")}
        assert len(ends) >= 6 and ends <= seen
        context.close()


def _graph(tab: Any) -> dict[str, list[str]]:
    """Headings and the headings their answers lead to, read without running scripts in the page."""
    from lxml import html

    article = html.fromstring(tab.content()).find(".//article")
    graph: dict[str, list[str]] = {}
    here = ""
    for element in article.iter("h2", "h3", "a"):
        if element.tag in ("h2", "h3") and element.get("id"):
            here = element.get("id")
            graph.setdefault(here, [])
        elif here and (element.get("href") or "").startswith("#"):
            graph[here].append(element.get("href")[1:])
    return graph


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_no_template_has_an_accessibility_violation(browser: Any, server: str, lang: str, scheme: str) -> None:
    """axe finds nothing, in both languages, both colour schemes, two widths."""
    from axe_playwright_python.sync_playwright import Axe

    found: list[str] = []
    for width in (360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        tab = context.new_page()
        for name, path in TEMPLATES.items():
            tab.goto(server + lang + path)
            for violation in Axe().run(tab).response["violations"]:
                found.append(f"{name} {width}: {violation['id']} {violation['nodes'][0]['html'][:120]}")
        context.close()
    assert found == []


@pytest.mark.parametrize("path", list(TEMPLATES.values()))
def test_no_page_scrolls_sideways_on_a_phone(browser: Any, server: str, path: str) -> None:
    """360 pixels are enough."""
    for lang in ("", "en/"):
        tab = browser.new_page(viewport={"width": 360, "height": 800})
        tab.goto(server + lang + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 361, lang + path
        tab.close()
