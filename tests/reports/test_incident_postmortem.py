"""The post-mortem as blocks: three contacts, one story, and sentences that may not blame."""

import pandas as pd
import pytest

from cxkit.errors import ReportError
from cxkit.language.incident_mentions import incident_mentions
from cxkit.measures.incident_postmortem import incident_postmortem
from cxkit.reports.blameless import blameless, own_sentences
from cxkit.reports.blocks import Call, Note, Quote, Quotes, Section, Table
from cxkit.reports.incident_causes import causes_sections
from cxkit.reports.incident_losses import losses_sections
from cxkit.reports.incident_overview import incident_head, overview_sections
from cxkit.reports.incident_proof import proof_sections
from cxkit.reports.incident_records import (
    changes_section,
    incident_facts,
    write_incident_records,
)
from cxkit.schema.incident import Incident

STATED = {
    "id": "I-1",
    "title": {"ru": "Оплата не видна", "en": "Payment not shown"},
    "window": {"from": "2026-04-13", "to": "2026-04-26"},
    "baseline": {"from": "2026-03-01", "to": "2026-04-12"},
    "topic": {"touchpoints": ["payment"], "words": {"en": ["unpaid", "paid twice"]}},
    "times": {"acknowledged_at": "2026-04-15T08:00:00Z", "fixed_at": "2026-04-16T08:00:00Z"},
    "actions": [{"id": "A1", "what": {"ru": "Сверять оплаты", "en": "Compare payments"}}],
}
CONTACTS = pd.DataFrame(
    {
        "contact_id": ["c1", "c2", "c3"],
        "customer_key": ["K1", "K1", "K2"],
        "started_at": pd.to_datetime(
            ["2026-04-14 08:00", "2026-04-15 09:00", "2026-04-15 10:00"], utc=True
        ),
        "ended_at": pd.to_datetime(
            ["2026-04-14 08:10", "2026-04-15 09:10", "2026-04-15 10:10"], utc=True
        ),
        "channel": "phone",
        "line": "1",
        "direction": "in",
        "text": [
            "Customer: My order is shown as unpaid. Agent: Please wait.",
            "Customer: Still unpaid, nobody called. Agent: We'll call you back within two hours.",
            "Customer: I have paid twice now. Agent: Please ask your bank.",
        ],
    }
)


def measured(stated=STATED, contacts=CONTACTS, *, feedback=None, events=None):
    incident = Incident.model_validate(stated)
    mentions = incident_mentions(incident, contacts, feedback)
    return incident_postmortem(incident, contacts, mentions, events=events, feedback=feedback)


@pytest.fixture(scope="module")
def post():
    return measured()


def blocks(post, language):
    made = [incident_head(post, language=language)]
    for build in (overview_sections, losses_sections, causes_sections, proof_sections):
        made += build(post, language=language).blocks
    return made


@pytest.mark.parametrize("language", ["ru", "en"])
def test_fourteen_sections_stand_in_their_order(post, language):
    anchors = [block.anchor for block in blocks(post, language) if isinstance(block, Section)]
    assert anchors == [f"s{n}" for n in range(1, 15)]


def test_headings_carry_their_numbers(post):
    english = {b.anchor: b.finding for b in blocks(post, "en") if isinstance(b, Section)}
    russian = {b.anchor: b.finding for b in blocks(post, "ru") if isinstance(b, Section)}
    assert english["s1"].replace("\u00a0", " ") == "2 customers, 3 contacts with support"
    assert russian["s1"].replace("\u00a0", " ") == "2 клиента: 3 обращения в поддержку"
    assert english["s4"] == "Customers knew 1\u00a0d before it was acknowledged"
    assert russian["s4"] == "Клиенты узнали на 1\u00a0д раньше, чем сбой признали"


def test_the_headline_says_by_how_long_customers_were_ahead(post):
    assert incident_head(post, language="en").finding == (
        "Payment not shown; customers reported it 1\u00a0d before it was acknowledged"
    )
    assert incident_head(post, language="ru").finding == (
        "Оплата не видна; клиенты сообщили за 1\u00a0д до признания"
    )


def test_three_contacts_are_too_few_for_a_percentage(post):
    texts = [text for block in blocks(post, "en") for text in own_sentences(block.as_dict())]
    losses = next(b for b in blocks(post, "en") if isinstance(b, Table) and b.anchor == "losses")
    assert any("few, n = 3" in " ".join(map(str, row)).replace("\xa0", " ") for row in losses.rows)
    assert not [text for text in texts if "%" in text and "95%" not in text and "5%" not in text]
    calls = [block.title for block in blocks(post, "en") if isinstance(block, Call)]
    assert any(title.endswith("too few to say") for title in calls)


def test_a_section_without_data_says_so_in_its_heading(post):
    # Under "The incident file states no action" stood a box: "no data. There are no data".
    stated = {key: value for key, value in STATED.items() if key not in ("actions", "times")}
    made = blocks(measured(stated), "en")
    place = next(n for n, b in enumerate(made) if isinstance(b, Section) and b.anchor == "s11")
    assert made[place].finding == "The incident file states no action"
    assert isinstance(made[place + 1], Section)


def test_contacts_without_a_date_are_counted_where_they_are_left_out():
    # 7,288 tweets whose dates nobody had recognised gave "There are no contacts", and no more.
    undated = CONTACTS.assign(started_at=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"))
    post = measured(contacts=undated)
    starts = {
        "en": ("Rows of the sources without a date: 3", "No contact"),
        "ru": ("Строк источников без даты: 3", "Ни одно обращение"),
    }
    for language, (start, n_of) in starts.items():
        made = proof_sections(post, undated, None, language=language).blocks
        said = [item["text"] for item in made[-1].items]
        assert any(text.startswith(start) for text in said)
        assert any(text.startswith(n_of) for text in said)
    dated = proof_sections(measured(), CONTACTS, language="en").blocks[-1].items
    assert not any("no date" in item["text"] for item in dated)


def test_one_story_alone_gives_all_sections():
    story = pd.DataFrame(
        {
            "feedback_id": ["story"],
            "kind": ["story"],
            "text": [
                "I called support three times. They promised to return my money by Friday."
                " Nobody gave me a case number. The money never came back."
            ],
        }
    )
    stated = {"id": "S-1", "title": "Money not returned"}
    made = blocks(measured(stated, None, feedback=story), "en")
    sections = [block for block in made if isinstance(block, Section)]
    assert len(sections) == 14
    assert "account" in made[0].finding
    # the first screen said "1 account, 3 contacts" twice, and "unknown: 0" of the promises
    assert not any(part in made[0].finding for part in made[0].base)
    assert "unknown: 0" not in [fact.note for fact in made[0].facts]
    losses = next(block for block in made if isinstance(block, Table) and block.anchor == "losses")
    assert losses.rows[0][0]["text"] == "Accounts and reviews about it"  # was "Reviews about it"
    quotes = [
        cell
        for block in made
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if isinstance(cell, dict) and cell.get("quote") is True
    ]
    text = story.loc[0, "text"]
    assert quotes
    for cell in quotes:
        assert text[cell["where"]["start"] : cell["where"]["end"]] == cell["text"]


def test_only_customers_are_quoted_as_customers():
    # "In customers' words" once held "Бот: Это вопрос к вашему банку" and notes of the staff.
    said = [
        "Customer: I have paid twice now.\nAgent: Please ask your bank, it is unpaid here.",
        "Order unpaid. Angry. Not registered. Answer: Check the app.",
    ]
    calls = CONTACTS.head(2).assign(text=said, channel=["chat", "phone"])
    made = proof_sections(measured(contacts=calls), language="en").blocks
    voices = [quote for block in made if isinstance(block, Quotes) for quote in block.quotes]
    assert [quote.quote for quote in voices] == ["paid twice"]
    assert (voices[0].before, voices[0].after) == ("Customer: I have ", " now.")
    assert voices[0].goes_on


def test_our_own_sentence_may_not_blame():
    with pytest.raises(ReportError, match="should have"):
        blameless(Note("The operator should have checked."))


def test_a_customers_blame_is_left_alone():
    quote = Quote("c1", 0, 20, "Виноват ваш оператор")
    cell = {"text": "Your agent is to blame", "quote": True, "where": {}}
    table = Table("x", "Words", ("Words",), ((cell,),))
    assert blameless(Quotes((quote,))).quotes == (quote,)
    assert blameless(table) is table


def test_a_blaming_title_of_the_researcher_stops_the_report():
    post = measured(STATED | {"title": "Сбой по вине подрядчика"})
    with pytest.raises(ReportError, match="по вине"):
        incident_head(post, language="ru")


def test_records_go_into_a_tracker_and_the_next_run_says_what_changed(post, tmp_path):
    names = [path.name for path in write_incident_records(tmp_path, post, language="en")]
    assert names == [
        "tracker_actions.csv", "tracker_known_error.csv", "tracker.md", "incident_facts.json",
    ]  # fmt: skip
    assert "- [ ] A1: Compare payments" in (tmp_path / "tracker.md").read_text(encoding="utf-8")
    same = changes_section(post, tmp_path / "incident_facts.json", language="en")
    assert same.blocks[0].finding == "Nothing changed since the last post-mortem"
    fewer = measured(contacts=CONTACTS.iloc[:2])
    # A schedule cannot name the last run: its folder is named by the second it began.
    for run_id, told in (("20261130T060000", fewer), ("20261207T060000", post)):
        write_incident_records(tmp_path / "series" / run_id / "tables", told, language="en")
    for folder in ("series", "series/20261207T060000"):
        assert changes_section(post, tmp_path / folder, language="en") == same
    changed = changes_section(fewer, tmp_path / "incident_facts.json", language="en")
    assert ("Contacts", "3", "2") in changed.blocks[1].rows


def test_facts_of_another_incident_are_refused(post, tmp_path):
    write_incident_records(tmp_path, measured(STATED | {"id": "I-2"}))
    with pytest.raises(ReportError, match="is of incident I-2, not of I-1"):
        changes_section(post, tmp_path / "incident_facts.json")


def test_without_an_earlier_run_nothing_is_said_of_changes(post):
    assert changes_section(post, None).blocks == ()
    assert incident_facts(post)["counts"]["contacts"] == 3


def bare(**columns):
    """Contacts as many systems export them: when, who, where, what."""
    kept = ["contact_id", "customer_key", "started_at", "channel", "text"]
    return CONTACTS[kept].assign(**columns)


def said(post, language="en"):
    made = blocks(post, language)
    return " ".join(text for block in made for text in own_sentences(block.as_dict())).replace(
        "\u00a0", " "
    )


def test_what_the_export_does_not_hold_is_not_told_as_a_fact():
    # "No case number: 60 of 60", "of 35 cases 0 changed lines", "work in all 0 min", "no customer
    # was told first", all of an export with neither numbers nor lines, ends nor outgoing calls.
    post = measured(contacts=bare())
    assert "share_without_number" not in set(post.impact["loss"])
    assert "no_case_reference" not in set(post.factors["factor"])
    text = said(post)
    assert "The way through the lines is unknown" in text
    assert "no customer was told first" not in text
    assert "without a case number" not in text
    assert "who was given none is unknown" in text


def test_a_record_of_reviews_alone_proves_nothing_of_contacts():
    # "Contacts are back to normal: proven", of a run without one contact.
    days = ["03-10", "04-14", "04-15", "04-20", "04-25", "04-26"]
    reviews = pd.DataFrame(
        {
            "feedback_id": [f"r{n}" for n in range(6)],
            "kind": "review",
            "created_at": pd.to_datetime([f"2026-{day}" for day in days], utc=True),
            "text": ["Fine.", "Unpaid again!", "My order is unpaid.", "Fine.", "Good.", "Good."],
        }
    )
    post = measured(contacts=CONTACTS.iloc[:0], feedback=reviews)
    assert not post.verification["check"].eq("contacts").any()
    assert len(post.tone)  # days without an hour still part before, during and after
    text = said(post)
    assert "proven" not in text
    assert "2 reviews" in text


def test_a_record_that_ends_at_the_fix_proves_no_calm():
    post = measured()
    row = post.verification.set_index("check").loc["contacts"]
    assert row["verdict"] == "too_few"
    assert row["base_after"] == 0


def test_a_record_that_begins_late_is_told():
    times = {"deployed_at": "2026-04-01T08:00:00Z", "acknowledged_at": "2026-04-02T08:00:00Z"}
    stated = STATED | {"times": times}
    post = measured(stated)
    assert "before the first customer spoke" not in said(post)
    assert "The record begins on 14 April 2026, after the incident did" in said(post)
    assert "No fix is stated" in said(post)
    assert "Записи начинаются 14 апреля 2026, позже сбоя" in said(post, "ru")


def test_a_call_before_the_fix_tells_of_no_fix():
    # The first outgoing call of any kind was "first customer told of the fix" and "follow-up".
    calls = CONTACTS.assign(direction=["in", "out", "in"])
    post = measured(contacts=calls)
    assert "reached_customer" in set(post.chronology["entry"])
    assert "told_customer" not in set(post.chronology["entry"])
    assert "follow_up" not in set(post.acts["act"])


def test_the_first_signal_is_in_the_customers_words():
    # "First customer signal: Operator: this is a known fault" of "Unpaid. Operator: …".
    texts = ["Unpaid. Agent: This is a known issue, please wait.", *CONTACTS["text"][1:]]
    post = measured(contacts=CONTACTS.assign(text=texts, channel="chat"))
    items = next(
        block.items
        for block in overview_sections(post, language="en").blocks
        if getattr(block, "style", "") == "chronology"
    )
    first = next(item for item in items if item["text"] == "First customer signal")
    assert first["quote"]["quote"] == "Unpaid."


def test_a_clock_that_ran_backwards_is_told_from_its_other_end():
    times = {"monitoring_alert_at": "2026-04-14T07:00:00Z", "fixed_at": "2026-04-16T08:00:00Z"}
    made = overview_sections(measured(STATED | {"times": times}), language="en").blocks
    items = next(block.items for block in made if getattr(block, "style", "") == "clocks")
    assert ("1\u00a0h", "monitoring alert → first signal") in [
        (i["mark"], i["text"]) for i in items
    ]


def test_contacts_without_texts_are_told():
    post = measured(contacts=bare(text=None))
    last = proof_sections(post, bare(text=None), language="en").blocks[-1].items
    assert any(item["text"].startswith("Contacts without a text: 3") for item in last)
    # "There are no data for this section." stood as the base of the whole page.
    assert incident_head(post, language="en").base[0] == (
        "Nothing was found that belongs to the incident"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Overdue as of the last day of the data, 15 April 2026."),
     ("ru", "Просрочка посчитана на последний день данных: 15 апреля 2026.")],
)  # fmt: skip
def test_it_is_said_on_which_day_actions_are_overdue(language, said):
    # "overdue by 16 days" stood on a page read half a year later
    late = {**STATED["actions"][0], "due": "2026-04-14"}
    post = measured({**STATED, "actions": [late]})
    notes = [block.text for block in proof_sections(post, language=language).blocks
             if isinstance(block, Note)]  # fmt: skip
    assert said in [note.replace("\u00a0", " ") for note in notes]


def running(times=None, *, before=(), **stated):
    """Customers of one morning, and an incident that nobody has mended."""
    days = ["2026-04-14 08:00", "2026-04-14 09:00", "2026-04-14 10:00", *before]
    contacts = pd.DataFrame(
        {
            "contact_id": [f"c{n}" for n in range(len(days))],
            "customer_key": [f"K{n}" for n in range(len(days))],
            "started_at": pd.to_datetime(days, utc=True),
            "direction": "in",
            "text": "Customer: My order is shown as unpaid. Agent: Please wait.",
        }
    )
    return measured(STATED | {"times": times or {}} | stated, contacts)


def sentences(post, language):
    made = [block.as_dict() for block in blocks(post, language)]
    return " ".join(text.replace("\xa0", " ") for one in made for text in own_sentences(one))


def test_a_running_incident_says_since_when_customers_report_it():
    # "28 contacts, 28 cases; the hour of the first customer's signal is not recorded", beside a
    # chronology that gave the hour.
    post = running({"deployed_at": "2026-04-14T07:30:00Z"})
    assert "reported by customers since 14 April 2026, 08:00" in sentences(post, "en")
    assert "клиенты сообщают с 14 апреля 2026, 08:00" in sentences(post, "ru").casefold()
    assert "is not recorded" not in sentences(post, "en")


def test_what_comes_without_the_incident_is_told_apart():
    # 34 of 386 contacts only sounded like the incident, and one made customers know of it 31 hours
    # before monitoring and a day before the release.
    usual = [f"2026-03-{day:02} 08:00" for day in range(1, 32)]
    post = running(
        {"deployed_at": "2026-04-14T07:30:00Z"},
        before=[*usual, "2026-04-13 20:00", "2026-04-20 09:00"],
    )
    assert len(post.contacts) == 4
    assert "left out. If the incident began earlier" in sentences(post, "en")
    assert "would have come without the incident" in sentences(post, "en")
    assert "пришли бы и без него" in sentences(post, "ru")
    # the first screen of 392 contacts, where 117 are usual, told neither
    facts = {fact.name: fact for fact in incident_head(post, language="en").facts}
    assert facts["Contacts from customers"].note == "about 5 would have come without it"
    assert post.clocks.set_index("clock").loc["deployed_to_signal", "hours"] == 0.5


def test_days_of_two_years_name_both():
    post = running(window={"from": "2025-12-29", "to": "2026-04-26"}, baseline=None)
    assert "29 December 2025 – 26 April 2026" in sentences(post, "en")


def test_reviewers_count_for_the_severity():
    # "34 customers" at the top, and "severity 4: under 30 customers" below.
    reviews = pd.DataFrame(
        {
            "feedback_id": [f"r{n}" for n in range(30)],
            "customer_key": [f"R{n}" for n in range(30)],
            "created_at": pd.Timestamp("2026-04-14 12:00Z"),
            "text": "My order is shown as unpaid.",
        }
    )
    stated = STATED | {"severity": {"workaround_exists": True}}
    assert measured(stated, feedback=reviews).severity == 3


def hit(n, at, event="payment_declined"):
    keys = [f"H{event}{at}{k}" for k in range(n)]
    stamp = pd.Timestamp(at, tz="UTC")
    return pd.DataFrame({"case_id": keys, "customer_key": keys, "event": event, "event_at": stamp})


def test_a_log_tells_whom_a_running_incident_hit_and_no_contacts_tell_nobody_silent():
    # Without a fix the log was not asked at all: "it does not tell them apart". Without contacts
    # 900 of 900 were silent, while some of them had written reviews.
    events = pd.concat([hit(200, "2026-03-15", "paid"), hit(60, "2026-04-14 08:00")])
    stated = STATED | {"times": {"deployed_at": "2026-04-14T07:30:00Z"}}
    post = measured(stated, events=events)
    assert "the log shows 60 hit, 60 of them silent" in sentences(post, "en")
    review = pd.DataFrame(
        {
            "feedback_id": ["r1"],
            "customer_key": events["customer_key"].iloc[-1:].tolist(),
            "created_at": pd.Timestamp("2026-04-14 12:00Z"),
            "text": "My order is shown as unpaid.",
        }
    )
    alone = measured(stated, None, feedback=review, events=events)
    assert "1 review; the log shows 60 customers hit" in sentences(alone, "en")
    assert "silent" not in sentences(alone, "en")
    assert alone.reach["n_silent"].tolist() == [59]
