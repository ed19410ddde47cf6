"""Sentences about what the data of an incident cannot say."""

import pandas as pd

from cxkit.reports.findings.incident_postmortem import count, loss
from cxkit.reports.incident_words import channel_name, local, say
from cxkit.reports.wording import Language, counted, day, instant, number
from cxkit.schema.incident import MILESTONES
from cxkit.schema.results.incident_postmortem import Postmortem

PROVEN = ("words", "column", "researcher")
"""Rules that hold a case to the incident by more than likeness."""


def limits_finding(said: list[str], language: Language) -> str:
    """Say how many limits follow."""
    n = counted(len(said), language, "question")
    return f"На {n} данные не отвечают" if language == "ru" else f"The data leave {n} open"


def limits(
    post: Postmortem,
    language: Language,
    *,
    n_refused: int = 0,
    n_undated: int = 0,
    n_wordless: int = 0,
) -> list[str]:
    """List what the data cannot say; each sentence from a fact of the data."""
    ru = language == "ru"
    said = [_gap(gap, post, language) for _, gap in post.gaps.iterrows()]
    missing = [
        say(name, language).lower()
        for name in MILESTONES
        if post.milestones.loc[post.milestones["milestone"].eq(name), "source"].eq("missing").all()
    ]
    if missing:
        names = ", ".join(missing)
        said.append(f"Неизвестно, когда: {names}." if ru else f"It is unknown when: {names}.")
    if post.record_from is not None:
        first = day(local(post.record_from, post.incident.time_zone), language, year=True)
        said.append(
            f"Записи начинаются {first}, позже сбоя: когда пришёл первый клиент и сколько их было"
            " до того, неизвестно."
            if ru
            else f"The record begins on {first}, after the incident did: when the first customer"
            " came, and how many came before that, is unknown."
        )
    earlier = int(post.membership["rule"].eq("earlier").sum())
    if earlier:
        n = number(earlier, language)
        said.append(f"Слова темы есть и в {n} обращениях и отзывах до выпуска: они не взяты. Если"
                    " сбой начался раньше, исправьте deployed_at." if ru else
                    f"Contacts and reviews with the topic's words before the release: {n}, left"
                    " out. If the incident began earlier, correct deployed_at.")  # fmt: skip
    said += _limits_of_rows(n_refused, n_undated, n_wordless, language)
    said += _limits_of_contacts(post, language)
    unknown = int(post.promises["result"].isin(["unknown", "vague"]).sum())
    if unknown:
        n, of = number(unknown, language), number(len(post.promises), language)
        said.append(f"Исход {n} обещаний из {of} никем не назван." if ru else
                    f"Nobody tells the end of {n} of {of} promises.")  # fmt: skip
    if post.before is None:
        said.append("Периода для сравнения нет: рост обращений не оценить." if ru else
                    "There is no time to compare with: a rise cannot be judged.")  # fmt: skip
    said.append("Причины найдены по словам и записям; что из них вызвало остальное, данные не"
                " решают." if ru else "Factors come from words and records; which of them caused"
                " the rest the data do not decide.")  # fmt: skip
    return said


def _limits_of_rows(
    n_refused: int, n_undated: int, n_wordless: int, language: Language
) -> list[str]:
    """Say how many rows of the sources are lost, and why."""
    told = {
        "ru": (
            "Строк источников не прочитано: {n}; что в них, неизвестно.",
            "Без даты строк источников: {n}; в окно инцидента попадают только строки с датой,"
            " и эти в отчёт не вошли.",
            "Обращений без текста: {n}; слова темы искать негде, поэтому в инцидент попадает"
            " только то, что назовёт overrule.csv или topic.where.",
        ),
        "en": (
            "Rows of the sources that could not be read: {n}; what they hold is unknown.",
            "Rows of the sources without a date: {n}; only dated rows fall into the incident's"
            " window, and these are left out of the report.",
            "Contacts without a text: {n}; the topic's words cannot be looked for in them, and"
            " only what overrule.csv or topic.where names belongs to the incident.",
        ),
    }[language]
    counts = (n_refused, n_undated, n_wordless)
    return [text.format(n=number(n, language)) for text, n in zip(told, counts, strict=True) if n]


def _gap(gap: pd.Series, post: Postmortem, language: Language) -> str:
    zone = post.incident.time_zone
    start, until = (instant(local(gap[name], zone), language) for name in ("from_at", "until_at"))
    n, name = number(gap["n_expected"], language), channel_name(gap["channel"], language)
    return (
        f"Канал «{name}» молчит с {start} до {until}; ждали бы около {n} обращений по всем темам."
        if language == "ru"
        else f"Channel “{name}” is silent from {start} to {until}; about {n} contacts on"
        " all topics would be expected."
    )


def _limits_of_contacts(post: Postmortem, language: Language) -> list[str]:
    ru, calls = language == "ru", post.contacts
    if calls.empty:
        return ["Ни одно обращение к инциденту не отнесено: сколько обратилось, неизвестно."
                if ru else "No contact belongs to the incident: how many customers came is"
                " unknown."]  # fmt: skip
    said = _by_likeness_alone(post, language)
    if calls["case_id"].isna().all():
        said.append("Номеров обращений в записях нет: кому не дали номера, неизвестно." if ru else
                    "The record has no case numbers: who was given none is unknown.")  # fmt: skip
    no_end = int(calls["ended_at"].isna().sum())
    if no_end:
        n = number(no_end, language)
        said.append(f"Без времени конца обращений {n}: работа в них не посчитана." if ru else
                    f"Contacts without an end: {n}; work in them is not counted.")  # fmt: skip
    silent = loss(post, "share_silent")
    if silent is not None and int(silent["n_of"]):
        n = number(silent["n_of"], language)
        said.append(f"Почему {n} задетых клиентов молчали и ушёл ли кто-то из них, неизвестно."
                    if ru else f"Why {n} customers who were hit stayed silent, and whether any"
                    " left, is unknown.")  # fmt: skip
    elif post.reach.empty:
        said.append(
            "Кого задело молча, не видно: журнал не отделяет задетых."
            if ru
            else "Who was hit in silence is not seen: the log does not tell them apart."
        )
    if count(post, "customers") == 0:
        said.append("Ключей клиентов нет: делом считается номер, и один клиент может быть"
                    " посчитан дважды." if ru else "There are no customers' keys: a case is its"
                    " number, and one customer may be counted twice.")  # fmt: skip
    return said


def _by_likeness_alone(post: Postmortem, language: Language) -> list[str]:
    """Say how many cases no word of the topic holds to the incident."""
    rule = post.contacts["contact_id"].map(post.membership.set_index("source_id")["rule"])
    proven = post.contacts.loc[rule.isin(PROVEN), "thread_id"]
    alone = post.contacts.loc[rule.eq("likeness") & ~post.contacts["thread_id"].isin(proven)]
    n_alone = alone["thread_id"].nunique()
    if not n_alone:
        return []
    n, of = number(n_alone, language), number(post.contacts["thread_id"].nunique(), language)
    return [
        f"Дел, взятых только по сходству, без слов темы: {n} из {of}. Среди них может быть другой"
        " сбой тех же дней: просмотрите их в membership.csv (likeness)."
        if language == "ru"
        else f"Cases taken in by likeness alone, without the topic's words: {n} of {of}. Another"
        " incident of the same days may be among them: look through them in membership.csv"
        " (likeness)."
    ]
