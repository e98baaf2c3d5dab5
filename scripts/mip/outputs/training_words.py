"""The words of decks, sheets and posters in both languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "workshop": "研讨课", "aims": "目标", "case": "案情（虚构）", "questions": "讨论题", "question": "第{n}题", "answer": "第{n}题 参考要点",
        "used": "用到的条款和案例", "do": "做什么", "check": "自查", "pre": "前测", "post": "后测", "quiz": "前测与后测", "key": "答案",
        "end": "带走一件事", "end_text": "写下一个日期和一个动作。", "minutes": "{n}分钟", "for": "给谁", "run": "流程", "notes": "讲师提示",
        "as_of": "法律状态截至{d}", "edition": "{e}版", "scan": "扫码看全文", "qr": "{id}的二维码，打开{address}",
        "deck": "幻灯片", "handout": "学员讲义", "trainer": "讲师用纸", "poster": "海报（A3）", "poster_a4": "“七件事”海报（A4）", "book": "本行业的书",
        "deck_note": "全屏、离线可用；方向键或翻页笔，F全屏，N讲师提示", "handout_note": "案情、讨论题和二维码，留有记录处",
        "trainer_note": "参考要点、答案和流程，不发给学员", "poster_note": "贴在会场和园区", "use": "上这堂课",
        "other": "English", "back": "回到网页", "print": "打印", "disclaimer": "参考资料，不是法律意见。案情均为虚构。", "before": "前", "after": "后",
        "next": "下一张", "prev": "上一张", "show_notes": "讲师提示（N）", "full": "全屏（F）", "help": "方向键翻页，F全屏，N讲师提示，T深浅色",
        "name": "姓名", "date": "日期", "take": "我要做的一件事", "seven": "先做七件事", "done": "做到的标志", "sector_more": "全部条款、案例和表单",
        "when": "时间", "where": "地点", "takeaway": "这堂课之后你能", "discuss": "我们会讨论", "not_for": "讲师专用，请勿发给学员",
        "reasons": "答案与理由", "materials": "讲义、条款和案例",
    },
    "en": {
        "workshop": "Workshop", "aims": "Aims", "case": "The case (fictional)", "questions": "Questions", "question": "Question {n}",
        "answer": "Question {n}: points for an answer", "used": "Clauses and cases used", "do": "Do", "check": "Check", "pre": "Before",
        "post": "After", "quiz": "Before and after", "key": "Key", "end": "Take one thing home", "end_text": "Write down one date and one action.",
        "minutes": "{n} minutes", "for": "For", "run": "How it runs", "notes": "Notes for the trainer", "as_of": "Law as of {d}",
        "edition": "Edition {e}", "scan": "Scan for the full text", "qr": "QR code of {id}, opens {address}", "deck": "Slides",
        "handout": "Participant handout", "trainer": "Trainer sheet", "poster": "Poster (A3)", "poster_a4": "Poster: seven things (A4)", "book": "This sector's book",
        "deck_note": "Full screen, works offline; arrow keys or a clicker, F full screen, N notes",
        "handout_note": "Case, questions and QR codes, with room to write", "trainer_note": "Answers, key and timing; not for participants",
        "poster_note": "For the venue and the park", "use": "Run this workshop", "other": "中文", "back": "Back to the page", "print": "Print",
        "disclaimer": "Reference material, not legal advice. The case is fictional.", "before": "Before", "after": "After", "next": "Next slide",
        "prev": "Previous slide", "show_notes": "Trainer's notes (N)", "full": "Full screen (F)",
        "help": "Arrow keys turn, F full screen, N notes, T light or dark", "name": "Name", "date": "Date", "take": "One thing I will do",
        "seven": "First seven things", "done": "Done when", "sector_more": "All clauses, cases and forms", "when": "When", "where": "Where",
        "takeaway": "Afterwards you can", "discuss": "What we discuss", "not_for": "For the trainer only; do not hand out",
        "reasons": "Key and reasons", "materials": "Handout, clauses and cases",
    },
}  # fmt: skip


def word(lang: str, key: str, **values: object) -> str:
    """One label, with its places filled."""
    text = WORDS[lang][key]
    return text.format(**values) if values else text
