"""Numbers in both languages, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mip.model.numerals import article_numbers, chinese_number, figures, measured
from mip.outputs.markup import chinese_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十", 20), ("二百一十九", 219), ("一千二百六十", 1260), ("一百零五", 105), ("两千", 2000), ("二〇二五", 2025),
        ("三万", 30000), ("一亿", 10**8), ("一亿五千九百万", 159_000_000), ("十万", 100_000), ("五百万", 5_000_000), ("", None), ("甲", None), ("第十", None),
        ("10", None), ("一" * 31, None), ("亿" * 1000, None),
    ],
)  # fmt: skip
def test_chinese_numbers(text: str, value: int | None) -> None:
    """One number, or none."""
    assert chinese_number(text) == value


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_as_written(number: int) -> None:
    """The site's own writer and reader agree."""
    assert chinese_number(chinese_numeral(number)) == number


@pytest.mark.parametrize(
    ("lang", "text", "hard"),
    [
        ("zh", "500万元", {5_000_000}), ("zh", "1.59亿元", {159_000_000}), ("zh", "3000余万元", {30_000_000}), ("zh", "200多人", {200}), ("zh", "1,200份", {1200}),
        ("zh", "2026年6月1日", {2026, 6, 1}), ("zh", "30%", {30}), ("zh", "5百万", {5_000_000}), ("zh", "2万亿元", {2 * 10**12}), ("zh", "三年", set()), ("zh", "3—5年", {3, 5}),
        ("zh", "（2024）沪0115民初1234号", {2024, 115, 1234}),
        ("en", "CNY 5 million", {5_000_000}), ("en", "CNY 159 million", {159_000_000}), ("en", "USD 1.5bn", {1_500_000_000}), ("en", "1,200 sheets", {1200}),
        ("en", "1 June 2026", {1, 2026}), ("en", "the 3rd batch", {3}), ("en", "30%", {30}), ("en", "10k units", {10_000}), ("en", "three years", set()), ("en", "3 m", {3_000_000}),
        ("en", "5 metres", {5}), ("en", "24-hour", {24}),
    ],
)  # fmt: skip
def test_figures_in_digits(lang: str, text: str, hard: set[float]) -> None:
    """With their scale."""
    assert figures(text, lang).hard == hard


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("500万元", "CNY 5 million"), ("1.59亿元", "CNY 159 million"), ("30%", "thirty per cent"), ("3年", "three years"), ("2026年6月1日", "1 June 2026"), ("24小时", "twenty-four hours"),
        ("2000余万元", "over CNY 20 million"), ("第3批", "third batch"), ("300份", "three hundred copies"), ("12个", "a dozen"),
    ],
)  # fmt: skip
def test_the_same_figure_in_both_languages(zh: str, en: str) -> None:
    """Every Chinese figure in digits occurs in English."""
    english = figures(en, "en")
    assert figures(zh, "zh").hard <= english.hard | english.soft


@pytest.mark.parametrize(
    ("zh", "en"), [("百分之三十", "30%"), ("三年", "3 years"), ("一倍以上五倍以下", "1 to 5 times"), ("三成", "30%"), ("半年", "6 months"), ("二千余万元", "20 million"), ("一亿五千九百万元", "159 million")]
)
def test_english_digits_for_chinese_words(zh: str, en: str) -> None:
    """And the reverse."""
    chinese = figures(zh, "zh")
    assert figures(en, "en").hard <= chinese.hard | chinese.soft


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("zh", "三年", {3}), ("zh", "六个月", {6}), ("zh", "一倍以上五倍以下", {5}), ("zh", "一年", set()), ("zh", "两三年", set()), ("zh", "三件", set()), ("zh", "二十四小时", {24}), ("zh", "几十年", set()),
        ("en", "three years", {3}), ("en", "a three-year term", {3}), ("en", "twenty-four hours", {24}), ("en", "one to five times", {5}), ("en", "one year", set()), ("en", "the third year", set()),
        ("en", "half a year", set()), ("en", "three copies", set()), ("en", "a fivefold sum", set()), ("en", "Two months", {2}), ("en", "eighteen months", {18}),
    ],
)  # fmt: skip
def test_durations_and_multiples_in_words(lang: str, text: str, values: set[float]) -> None:
    """They must agree like digits; rough ones and single ones need not."""
    assert measured(text, lang) == values


@pytest.mark.parametrize(
    ("lang", "words", "numbers"),
    [
        ("zh", "第十条", {"10"}), ("zh", "反不正当竞争法第十条第三款", {"10"}), ("zh", "第二百一十九条之一", {"219-1"}), ("zh", "第10条", {"10"}), ("zh", "第二十四条至第二十五条", {"24", "25"}),
        ("zh", "第八百六十八至八百六十九条", {"868", "869"}), ("zh", "附件第9项", {"9"}), ("zh", "赔偿规则", set()), ("zh", "第三批", set()), ("zh", "第五条、第六条", {"5", "6"}),
        ("en", "art. 10", {"10"}), ("en", "AUCL, art. 10(3)", {"10"}), ("en", "arts. 24-25", {"24", "25"}), ("en", "arts. 24–25", {"24", "25"}), ("en", "arts. 5 and 6", {"5", "6"}),
        ("en", "art. 219-1", {"219-1"}), ("en", "article 7", {"7"}), ("en", "§ 1836", {"1836"}), ("en", "18 USC §1836(b)", {"1836"}), ("en", "section 337", {"337"}), ("en", "the rule on damages", set()),
        ("en", "Art. 22", {"22"}), ("en", "part 3", set()), ("en", "start. 3", set()),
    ],
)  # fmt: skip
def test_article_numbers_in_words(lang: str, words: str, numbers: set[str]) -> None:
    """Chinese and Arabic numerals, paragraphs, ranges."""
    assert article_numbers(words, lang) == numbers


@given(st.text(alphabet=st.sampled_from("第条款项之至零一二十百千万亿余多半年0123456789,.%§()-– artsec. nd million两成倍"), max_size=80), st.sampled_from(["zh", "en"]))
def test_numbers_never_fail(text: str, lang: str) -> None:
    """Whatever an editor types."""
    figures(text, lang)
    measured(text, lang)
    article_numbers(text, lang)


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_numbers_never_fail_on_any_text(text: str, lang: str) -> None:
    """Other scripts have digits too."""
    figures(text, lang)
    measured(text, lang)
    article_numbers(text, lang)
