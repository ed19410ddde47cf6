"""Three survey exports, long CSV, wide workbook and SPSS file, and their true scores."""

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

from .surveys import Answered
from .world import csv_bytes

QUESTIONS = {
    "ru": {
        "nps": "С какой вероятностью вы порекомендуете «Ольшаник» друзьям? (0–10)",
        "why": "Почему вы поставили такую оценку?",
        "csat_delivery": "Насколько вы довольны доставкой? (1–5)",
        "ces": "Мне было легко решить свой вопрос (1–7)",
        "dislike": "Что вам не понравилось?",
    },
    "en": {
        "nps": "How likely are you to recommend Olshanik to a friend? (0-10)",
        "why": "Why did you give this score?",
        "csat_delivery": "How satisfied are you with the delivery? (1-5)",
        "ces": "It was easy to get my issue solved (1-7)",
        "dislike": "What did you dislike?",
    },
}
USED = ["сайт", "приложение", "телефон", "шоурум"]
WIDE_HEAD = [
    "Номер анкеты",
    "Дата ответа",
    "Клиент",
    "Канал",
    *QUESTIONS["ru"].values(),
    *[f"Чем пользовались: {u}" for u in USED],
    "Вес",
]
REASONS = {
    "r_price": "Причина покупки: цена",
    "r_design": "Причина покупки: внешний вид",
    "r_speed": "Причина покупки: срок доставки",
    "r_advice": "Причина покупки: посоветовали",
}


LONG_HEAD = (
    "response_id", "survey_id", "question_id", "question", "value", "text", "answered_at",
    "respondent_key", "channel",
)  # fmt: skip


def long_csv(after: list[Answered]) -> bytes:
    """One row an answer; an answer that was not given has no row."""
    rows = []
    for a in after:
        given = {"nps": a.nps, "why": a.why, "csat_delivery": a.csat, "ces": a.ces}
        given["dislike"] = a.dislike
        told = (a.at.isoformat(timespec="seconds"), a.customer.key, a.channel)
        for question, wording in QUESTIONS[a.customer.language].items():
            value = given[question]
            cells = ("", value) if isinstance(value, str) else (value, "")
            if value not in ("", None):
                rows.append((a.response_id, "after_delivery", question, wording, *cells, *told))
    return csv_bytes([LONG_HEAD, *rows])


def wide_workbook(rng: Random, quarterly: list[Answered]) -> bytes:
    """One column a question, Russian headers, weights as text with a decimal comma."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ответы"
    sheet.append(WIDE_HEAD)
    for a in quarterly:
        used = [u for u in USED if rng.random() < 0.4]
        sheet.append(
            [
                int(a.response_id),
                f"{a.at:%d.%m.%Y %H:%M}",
                a.customer.key,
                a.channel,
                a.nps,
                a.why or None,
                a.csat,
                a.ces,
                a.dislike or None,
                *["да" if u in used else None for u in USED],
                f"{a.weight:.2f}".replace(".", ","),
            ]
        )
    fixed = datetime(2026, 6, 1)
    book.properties.created = book.properties.modified = fixed
    book.properties.creator = "tools/make_sample_data.py"
    raw = io.BytesIO()
    book.save(raw)
    return _same_zip(raw.getvalue())


def _same_zip(content: bytes) -> bytes:
    """The archive with fixed times."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                head, _, tail = body.partition(b"<dcterms:modified")
                _, _, rest = tail.partition(b"</dcterms:modified>")
                body = head + rest
            target.writestr(
                zipfile.ZipInfo(name, (2026, 6, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def spss_file(rng: Random, app: list[Answered]) -> tuple[bytes, dict[str, int]]:
    """Labels, 99 as the missing value for "hard to say", and system missing values."""
    rows = []
    for a in app:
        dont_know = a.nps is not None and rng.random() < 0.04
        row: dict[str, Any] = {
            "resp_id": a.response_id,
            "cust_key": a.customer.key,
            "ans_date": a.at.date(),
            "lang": 1 if a.customer.language == "ru" else 2,
            "nps": 99 if dont_know else a.nps,
            "csat": a.csat,
            "ces": a.ces,
            "gender": 2 if a.customer.female else 1,
            "age_grp": rng.choices([1, 2, 3, 4, 9], [18, 34, 27, 15, 6])[0],
        }
        row |= {
            name: int(rng.random() < share)
            for name, share in zip(REASONS, (0.4, 0.55, 0.25, 0.2), strict=True)
        }
        rows.append(row | {"why": a.why, "weight": a.weight})
    frame = pd.DataFrame(rows)
    labels = {
        "resp_id": "Номер анкеты",
        "cust_key": "Клиент",
        "ans_date": "Дата ответа",
        "lang": "Язык анкеты",
        "nps": "Готовность рекомендовать приложение (0–10)",
        "csat": "Удовлетворённость приложением (1–5)",
        "ces": "Легко ли было оформить заказ (1–7)",
        "gender": "Пол",
        "age_grp": "Возраст",
        **REASONS,
        "why": "Почему такая оценка?",
        "weight": "Вес анкеты",
    }
    values: dict[str, dict[int | float, str]] = {
        "lang": {1: "русский", 2: "английский"},
        "nps": {0: "ни за что", 10: "обязательно", 99: "затрудняюсь ответить"},
        "csat": {
            1: "совсем не доволен",
            2: "не доволен",
            3: "и да и нет",
            4: "доволен",
            5: "полностью доволен",
        },
        "ces": {1: "совсем не согласен", 7: "полностью согласен"},
        "gender": {1: "мужской", 2: "женский"},
        "age_grp": {1: "18–24", 2: "25–34", 3: "35–49", 4: "50 и старше", 9: "не указан"},
        **{name: {0: "нет", 1: "да"} for name in REASONS},
    }
    measures = (
        dict.fromkeys(["nps", "csat", "ces", "weight"], "scale")
        | dict.fromkeys(["lang", "gender", *REASONS], "nominal")
        | {"age_grp": "ordinal"}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.sav"
        pyreadstat.write_sav(
            frame,
            str(path),
            file_label="Made-up application survey",
            column_labels=labels,
            variable_value_labels=values,
            missing_ranges={"nps": [99], "age_grp": [9]},
            variable_measure=measures,
        )
        content = bytearray(path.read_bytes())
    content[92:109] = b"01 Jun 2612:00:00"  # the writer's clock
    asked = {
        "nps_answered": sum(r["nps"] is not None and r["nps"] != 99 for r in rows),
        "nps_hard_to_say": sum(r["nps"] == 99 for r in rows),
    }
    scores = [r["nps"] for r in rows if r["nps"] is not None and r["nps"] != 99]
    return bytes(content), asked | _nps(scores)


def _nps(scores: list[int]) -> dict[str, Any]:
    promoters, detractors = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
    return {
        "promoters": promoters,
        "passives": len(scores) - promoters - detractors,
        "detractors": detractors,
        "nps": round(100 * (promoters - detractors) / len(scores), 2),
    }


def _scores(answers: list[Answered]) -> dict[str, Any]:
    nps, csat, ces = (
        [score for a in answers if (score := getattr(a, name)) is not None]
        for name in ("nps", "csat", "ces")
    )
    return {
        "respondents": len(answers),
        "nps_answered": len(nps),
        **_nps(nps),
        "csat_answered": len(csat),
        "csat_top2": sum(c >= 4 for c in csat),
        "ces_answered": len(ces),
        "ces_mean": round(sum(ces) / len(ces), 4),
        "why_answered": sum(bool(a.why) for a in answers),
        "dislike_answered": sum(bool(a.dislike) for a in answers),
        "dislike_nothing": sum(a.nothing for a in answers),
    }


def planted(
    after: list[Answered], quarterly: list[Answered], app: list[Answered], spss: dict[str, Any]
) -> dict[str, Any]:
    """True scores and the people who were asked twice."""
    first = {a.customer.key: a for a in after}
    both = [(first[q.customer.key], q) for q in quarterly if q.customer.key in first]
    days = [(q.at.date() - a.at.date()).days for a, q in both]
    weighted_sum = sum(
        a.weight * ((a.nps >= 9) - (a.nps <= 6)) for a in quarterly if a.nps is not None
    )
    weight = sum(a.weight for a in quarterly if a.nps is not None)
    wide = _scores(quarterly) | {"nps_weighted": round(100 * weighted_sum / weight, 2)}
    return {
        "survey_nps": _scores(after),
        "survey_wide": wide,
        "survey_sav": {"respondents": len(app), **spss},
        "asked_twice": {
            "respondents": len(both),
            "days_apart_min": min(days),
            "days_apart_max": max(days),
            "same_nps": sum(a.nps == q.nps for a, q in both if q.nps is not None),
        },
    }
