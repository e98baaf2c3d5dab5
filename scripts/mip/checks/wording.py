"""Wording: one rendering per term, the punctuation of each language, no over-confident or borrowed words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus, Page

_CODE_OR_TARGET = re.compile(r"`[^`]*`|\]\([^()]*\)|\]\[[^\[\]]*\]|\{[^{}]*\}|https?://\S+")
_HAN = r"\u4e00-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])[,;:?!.](?=[{_HAN}\s]|$)|(?<=[{_HAN}])[()](?=[{_HAN}])")
_STRAIGHT_QUOTES = re.compile(rf"\"[^\"]*[{_HAN}][^\"]*\"")
_FULL_WIDTH = re.compile(r"[，。；：？！（）、]")
_SPACED = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_GRADES = re.compile(
    r"(?:定为|标为|标注为|盖上?|加盖)[“\"]?(?:绝密|机密|秘密)[”\"]?(?:级|章|$|[，。；])|列为[“\"]?(?:绝密|机密|秘密(?=[”\"]?级))[”\"]?级?"
)
_MIP_EXPANDED = re.compile(r"MIP\s*[（(](?!知识产权|品牌)[^）)]*(?:Minhang|Intellectual|闵行)[^）)]*[）)]|Minhang (?:District )?(?:IP|Intellectual Property)[^.]{0,30}\(MIP\)", re.IGNORECASE)
_TAIWAN = {"zh": re.compile(r"(?<!中国)台湾(?!地区|积体|积电|岛)"), "en": re.compile(r"\bTaiwan\b(?!,? China| region)")}
_CONFIDENT = {
    "zh": ("必然胜诉", "一定能赢", "绝对安全", "万无一失", "百分之百安全", "零风险", "必定构成犯罪"),
    "en": ("guaranteed to win", "absolutely safe", "100% safe", "zero risk", "certain to win"),
}
_FILLER = {
    "zh": ("加强意识", "提高认识", "高度重视", "切实加强", "进一步完善相关", "众所周知", "不言而喻", "综上所述"),
    "en": ("it is important to note", "needless to say", "in today's world", "raise awareness", "as we all know"),
}
_SOURCES = re.compile(r"〔(?:二手|回忆|条号待核)[^〕]*〕|secondary\(\d|\bdossier\b|\blaws\.yml\b|事实库|档案所载")


def _prose(corpus: Corpus, page: Page) -> list[tuple[int, str]]:
    """Lines of running text with code, targets and attributes blanked out; made once per run, since ten rules read them."""
    key = ("prose", page.lang, page.path)
    if key not in corpus.memo:
        corpus.memo[key] = list(_read_prose(page))
    lines: list[tuple[int, str]] = corpus.memo[key]
    return lines


def _page_text(corpus: Corpus, page: Page) -> str:
    """The page's prose in one piece and in lower case: most words that are searched for stand on no page at all."""
    key = ("text", page.lang, page.path)
    if key not in corpus.memo:
        corpus.memo[key] = "\n".join(text for _, text in _prose(corpus, page)).lower()
    return str(corpus.memo[key])


def _read_prose(page: Page) -> Iterator[tuple[int, str]]:
    for section in page.sections:
        yield section.line, section.title
        for number, text in section.lines:
            if number not in page.code_lines:
                yield number, _CODE_OR_TARGET.sub(lambda m: " " * len(m[0]), text)


@rule
def check_term_avoided(corpus: Corpus) -> Iterator[Problem]:
    """A term is written as the glossary has it; wordings listed under `avoid` do not occur.

    中文：术语按术语表写，不用avoid里的说法。
    Bad: 商业机密
    Good: 商业秘密
    """
    for lang in ("zh", "en"):
        avoided = _avoided(corpus, lang)
        if not avoided:
            continue
        flags = re.IGNORECASE if lang == "en" else 0
        edge = r"\b" if lang == "en" else ""
        for page in (page for page in corpus.each_page() if page.lang == lang):
            whole = _page_text(corpus, page)
            here = sorted((word for word in avoided if word in whole), key=len, reverse=True)
            if not here:
                continue
            pattern = re.compile(f"{edge}({'|'.join(map(re.escape, here))}){edge}", flags)
            for number, text in _prose(corpus, page):
                for match in pattern.finditer(text):
                    use, why = avoided[match[1].lower()]
                    if _quoted(text, match) or use.lower() in text[max(0, match.start() - len(use)) : match.end() + len(use)].lower():
                        continue
                    yield Problem(page.file, number, f"“{match[1]}”请写作“{use}”（{why}）", f"write “{use}”, not “{match[1]}” ({why})")


def _quoted(text: str, match: re.Match[str]) -> bool:
    """A wording in quotation marks is being talked about, not used."""
    return text[: match.start()].endswith(("“", '"', "《", "‘")) or text[match.end() :].startswith(("”", '"', "》", "’"))


def _avoided(corpus: Corpus, lang: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for term in corpus.terms.values():
        for entry in (term.data.get("avoid") or {}).get(lang) or []:
            if isinstance(entry, dict) and "term" in entry and entry.get("check", True) is not False:
                found[str(entry["term"]).lower()] = (term.name(lang), str(entry.get("why", "")))
    return found


@rule
def check_punctuation(corpus: Corpus) -> Iterator[Problem]:
    """Chinese text has full-width, English text half-width punctuation.

    中文：中文用全角标点，英文用半角标点。
    Bad: `保密措施,要在事前` / `measures，taken before`
    Good: `保密措施，要在事前` / `measures, taken before`
    """
    for page in corpus.each_page():
        for number, text in _prose(corpus, page):
            if page.lang == "zh":
                match = _HALF_WIDTH.search(text) or (None if text.lstrip().startswith(("!!!", "???")) else _STRAIGHT_QUOTES.search(text))
                if match:
                    yield Problem(page.file, number, f"“{_around(text, match)}”用了半角标点", f"half-width punctuation in Chinese: “{_around(text, match)}”")
            else:
                outside = re.sub(rf"[{_HAN}《》〔〕“”、，。；：？！（）\d]*[{_HAN}][{_HAN}《》〔〕“”、，。；：？！（）\d]*", lambda m: " " * len(m[0]), text)
                match = _FULL_WIDTH.search(outside)
                if match:
                    yield Problem(page.file, number, f"英文里有全角标点“{_around(text, match)}”", f"full-width punctuation in English: “{_around(text, match)}”")


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 6) : match.end() + 6].strip()


@rule
def check_chinese_space(corpus: Corpus) -> Iterator[Problem]:
    """No space stands between two Chinese characters.

    中文：两个汉字之间不留空格。
    Bad: `保密 措施`
    Good: `保密措施`
    """
    for page in (page for page in corpus.each_page() if page.lang == "zh"):
        for section in page.sections:
            for number, text in section.lines:
                match = _SPACED.search(_CODE_OR_TARGET.sub(lambda m: "x" * len(m[0]), text))
                if match and number not in page.code_lines and not text.lstrip().startswith("|"):
                    yield Problem(page.file, number, f"“{_around(text, match)}”汉字之间有空格", f"space between Chinese characters: “{_around(text, match)}”")


@rule
def check_exclamation(corpus: Corpus) -> Iterator[Problem]:
    """No exclamation marks: the text informs, it does not shout.

    中文：正文不用感叹号。
    Bad: `切记不要重装电脑！`
    Good: `不要重装电脑。`
    """
    for page in corpus.each_page():
        for number, text in _prose(corpus, page):
            match = re.search("！" if page.lang == "zh" else r"！|(?<=\w)!(?=\s|$)", text)
            if match:
                yield Problem(page.file, number, f"去掉感叹号：“{_around(text, match)}”", f"remove the exclamation mark: “{_around(text, match)}”")


@rule
def check_state_secret_grade(corpus: Corpus) -> Iterator[Problem]:
    """A firm's own grade is never called 绝密, 机密 or 秘密; those belong to state secrets.

    中文：企业自己的级别不能叫绝密、机密、秘密。
    Bad: 把配方定为“机密”级
    Good: 把配方定为“核心商密”
    """
    for page in (page for page in corpus.each_page() if page.lang == "zh"):
        for number, text in _prose(corpus, page):
            match = _GRADES.search(text)
            if match and not any(word in _clause(text, match) for word in ("不", "禁", "国家秘密", "勿", "别")):
                yield Problem(page.file, number, f"“{match[0]}”是国家秘密的密级，企业用核心、重要、一般", f"“{match[0]}” is a state-secret classification; use core, important, general")


def _clause(text: str, match: re.Match[str]) -> str:
    """The sentence in which a match stands."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；？：") + 1
    ends = [end for mark in "。；？" if (end := text.find(mark, match.end() - 1)) >= 0]
    return text[start : min(ends, default=len(text))]


@rule
def check_mip_expanded(corpus: Corpus) -> Iterator[Problem]:
    """"MIP" is a name; the plan does not say what the letters stand for, so the text does not either.

    中文：“MIP”是名称，不展开成词。
    Bad: `Minhang Intellectual Property (MIP)`
    Good: `the “MIP” platform`
    """
    for page in corpus.each_page():
        for number, text in _prose(corpus, page):
            match = _MIP_EXPANDED.search(text)
            if match:
                yield Problem(page.file, number, f"不要展开“MIP”：“{match[0]}”", f"do not expand “MIP”: “{match[0]}”")


@rule
def check_overconfident(corpus: Corpus) -> Iterator[Problem]:
    """No promises of outcomes.

    中文：不许诺结果。
    Bad: `这样做一定能赢`
    Good: `这样做，举证会容易些`
    """
    yield from _words(corpus, _CONFIDENT, "不要许诺结果", "do not promise outcomes")


@rule
def check_filler(corpus: Corpus) -> Iterator[Problem]:
    """No slogans: a clause is something a person can do on Monday.

    中文：不写口号和套话。
    Bad: `高度重视保密工作`
    Good: `每季度抽查十份外发记录`
    """
    yield from _words(corpus, _FILLER, "这是套话，请写具体做法", "filler; say what to do")


def _words(corpus: Corpus, words: dict[str, tuple[str, ...]], zh: str, en: str) -> Iterator[Problem]:
    for page in corpus.each_page():
        whole = _page_text(corpus, page)
        if not any(word in whole for word in words[page.lang]):
            continue
        pattern = re.compile("|".join(map(re.escape, words[page.lang])), re.IGNORECASE)
        for number, text in _prose(corpus, page):
            match = pattern.search(text)
            if match:
                yield Problem(page.file, number, f"“{match[0]}”：{zh}", f"“{match[0]}”: {en}")


@rule
def check_taiwan(corpus: Corpus) -> Iterator[Problem]:
    """Place names follow the house rule: 中国台湾 or 台湾地区; “Taiwan, China”.

    中文：写“中国台湾”或“台湾地区”。
    Bad: `台湾法院`
    Good: `台湾地区法院`
    """
    for page in corpus.each_page():
        for number, text in _prose(corpus, page):
            match = _TAIWAN[page.lang].search(text)
            if match:
                yield Problem(page.file, number, f"“{_around(text, match)}”：请写“中国台湾”或“台湾地区”", f"“{_around(text, match)}”: write “Taiwan, China”")


@rule
def check_fiction_marked(corpus: Corpus) -> Iterator[Problem]:
    """A workshop says that its firm is fictional.

    中文：研讨情景里的企业要写明“虚构”。
    Bad: a scenario about “Xingzhu Bio” without a word on it
    Good: `Xingzhu Bio (fictional)`
    """
    mark = {"zh": "虚构", "en": "fictional"}
    for item in corpus.each_item():
        if item.id.kind == "workshop" and mark[item.lang] not in item.text.lower():
            yield Problem(item.file, item.line, f"{item.id}没有写明企业是虚构的", f"{item.id} does not say that its firm is fictional")


_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏姜谢邹苏潘葛范彭马方袁柳史唐薛雷贺汤罗郝安常于傅卞齐康余顾孟黄萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房丁邓单洪包左石崔龚程裴陆翁段侯武刘叶白蒲池乔温庄瞿阎连艾廖耿曾沙游欧"
_PERSON = re.compile(
    rf"(?:被告人|犯罪嫌疑人|嫌疑人|罪犯|被不起诉人|上诉人|前员工|离职员工|自然人)([{_SURNAMES}](?![某氏])[{_HAN}]{{1,2}}?)(?=[，。、；：（）]|因|在|将|于|与|和|的|为|被|等|从|向|把|利用|违反|入职|离职|跳槽)"
)
_NAME = re.compile(rf"[{_SURNAMES}][{_HAN}]{{1,2}}")


@rule
def check_person_named(corpus: Corpus) -> Iterator[Problem]:
    """Natural persons in Chinese cases are not named in full; the lesson does not need the name.

    中文：案例里的自然人写“某”，不写全名。
    Bad: `被告人张三丰将图纸带走`
    Good: `被告人张某将图纸带走`
    """
    for page in corpus.each_page():
        if page.lang != "zh" or not page.path.startswith("cases/"):
            continue
        for number, text in _prose(corpus, page):
            match = _PERSON.search(text)
            if match:
                yield Problem(page.file, number, f"“{match[1]}”像真实姓名，请写作“{match[1][0]}某”", f"“{match[1]}” looks like a person's full name; write “{match[1][0]}某”")
    for case in corpus.cases.values():
        for party in (case.data.get("parties") or {}).values():
            if case.data.get("jurisdiction") == "CN" and _NAME.fullmatch(party["zh"]) and "某" not in party["zh"]:
                yield Problem(
                    "docs/registers/cases.yml", case.line, f"{case.id}的当事人“{party['zh']}”像真实姓名，请写作“{party['zh'][0]}某”",
                    f"party “{party['zh']}” of {case.id} looks like a person's full name; write “{party['zh'][0]}某”",
                )  # fmt: skip


@rule
def check_source_marks(corpus: Corpus) -> Iterator[Problem]:
    """Working notes about sources do not reach the reader; only 待核 / to be verified does.

    中文：工作中的来源记号不进正文，只用“待核”。
    Bad: `〔二手〕`, `secondary(6)`
    Good: `（待核）`
    """
    for page in corpus.each_page():
        for number, text in _prose(corpus, page):
            match = _SOURCES.search(text)
            if match:
                yield Problem(page.file, number, f"“{match[0]}”是工作记号，请删去", f"“{match[0]}” is a working note; remove it")


_LINK_TEXT = re.compile(r"\[[^\[\]]*\]\([^()]*\)|\[[^\[\]]*\]\[[^\[\]]*\]|\[[^\[\]]*\]")


@rule
def check_sentence_repeated(corpus: Corpus) -> Iterator[Problem]:
    """No long sentence stands on two pages; what is general is a reference to the general clause.

    中文：同一长句不在两页出现；通用内容写成引用。
    Bad: a sentence of GEN-08 again in BIO-13
    Good: `see [GEN-08]`
    """
    for lang, least in (("zh", 24), ("en", 70)):
        seen: dict[str, tuple[str, int]] = {}
        for page in corpus.language(lang):
            for section in page.sections:
                for number, text in section.lines:
                    plain = _LINK_TEXT.sub("", text).lstrip(" :-|>0123456789.")
                    for sentence in re.split(r"(?<=[。！？])|(?<=[.!?])\s", plain):
                        key = sentence.strip()
                        if len(key) < least or key.startswith("|"):
                            continue
                        file, line = seen.setdefault(key, (page.file, number))
                        if file != page.file:
                            yield Problem(page.file, number, f"这句话已见{file}:{line}：“{key[:20]}…”", f"this sentence already stands at {file}:{line}: “{key[:40]}…”")
