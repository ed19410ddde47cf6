"""Laws that every public measure keeps, walked over all of them on one made-up company.

A new measure is named in MEASURES, with a call on the company's tables.
"""

from functools import cached_property

import numpy as np
import pandas as pd
import pytest

import cxkit as cx
from cxkit.errors import ParameterError
from cxkit.schema.mentions import MENTIONS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::cxkit.errors.CxkitWarning"),
]

DAY = pd.Timestamp("2025-01-06", tz="UTC")
TOUCHPOINTS = ["delivery", "payment", "support_contact", "product_use"]
FACTORS = ["hard_to_reach", "billing_error"]
STORY = "They promised to call me back and nobody did. " * 8
KINDS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "likert": (1, 3)}


def mention(text, layer, code, start=0, end=5, value=None, **more):
    quote = STORY[start:end]
    return {
        "feedback_id": text, "start": start, "end": end, "quote": quote, "layer": layer,
        "code": code, "value": value, "score": 0.9, "by": "rule", **more,
    }  # fmt: skip


def days_off(rng, n, most):
    return DAY + pd.to_timedelta(np.sort(rng.integers(0, most, n)), unit="D")


def make_feedback(rng, n=240):
    """Reviews of twenty weeks: half of the writers known, some undated, a batch of copies."""
    texts = [" ".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 30)) for _ in range(n)]
    texts[40:48] = ["The courier came on time, was polite and helped with the box"] * 8
    created = pd.Series(days_off(rng, n, 140))
    reply = pd.Series(np.where(rng.random(n) < 0.2, "Thanks", None), dtype="str")
    return pd.DataFrame(
        {
            "feedback_id": [f"t{i:03d}" for i in range(n)], "source": "shop", "kind": "review",
            "created_at": created.mask(pd.Series(rng.random(n) < 0.03)), "text": texts,
            "rating": pd.Series(rng.integers(1, 6, n) * 1.0).mask(pd.Series(rng.random(n) < 0.3)),
            "rating_min": 1.0, "rating_max": 5.0, "product": rng.choice(["lamp", "sofa"], n),
            "customer_key": pd.Series(rng.choice([f"K{i}" for i in range(60)], n), dtype="str")
            .mask(pd.Series(rng.random(n) < 0.5)),
            "reply_text": reply, "reply_at": created.where(reply.notna()),
            "survey_id": "s", "question": rng.choice(["Why?", "What else?"], n),
        }
    )  # fmt: skip


def make_mentions(rng, feedback):
    """A tone a text, worse after week 10; codes that share one place, for ties are usual."""
    rows = []
    for place, text in enumerate(feedback["feedback_id"]):
        is_bad = rng.random() < (0.15 if place < len(feedback) / 2 else 0.75)
        tone = "negative" if is_bad else str(rng.choice(["positive", "positive", "neutral"]))
        value = {"negative": -1, "positive": 1, "neutral": 0}[tone] * rng.choice([0.3, 0.6])
        rows += [mention(text, "language", "en", value=1.0)]
        rows += [mention(text, layer, tone, value=value) for layer in ("sentiment", "sentence")]
        for code in rng.choice(TOUCHPOINTS, rng.integers(0, 3), replace=False):
            rows.append(mention(text, "touchpoint", code, value=rng.choice([-0.5, 0.5])))
        if rng.random() < 0.3:
            rows += [mention(text, "factor", code) for code in FACTORS]
        if rng.random() < 0.1:
            rows.append(mention(text, "outcome", rng.choice(["leave", "stay"]), 6, 14))
    return pd.DataFrame(rows)


def make_stories(rng, n=40):
    rows = []
    for text in [f"s{i:02d}" for i in range(n)]:
        for number in range(1, int(rng.integers(2, 7))):
            at, own = number * 30, {"episode": number}
            code, felt = rng.choice(TOUCHPOINTS), float(rng.integers(-2, 3))
            rows.append(mention(text, "episode", code, at, at + 20, felt, **own))
            rows += [mention(text, "emotion", code, at, at + 5) for code in ("anger", "joy")]
            rows.append(mention(text, "channel", rng.choice(["phone", "chat"]), at, at + 4, **own))
            if rng.random() < 0.5:
                told = rng.choice(["relative", "weekday", "nth"])
                rows.append(mention(text, "date", told, at, at + 5, rng.integers(1, 7), **own))
                rows.append(mention(text, "contacts", "phone", at, at + 5, 2.0, **own))
                rows.append(mention(text, "duration", "waited", at, at + 5, 3.0, **own))
        end = rng.choice(["kept", "broken", "late", "unknown"])
        rows.append(mention(text, "promise", end, 35, 45, episode=1, promise=1))
        rows.append(mention(text, "due", "time", 46, 50, 4.0, promise=1))
        rows.append(mention(text, "outcome", rng.choice(["leave", "stay", "open"]), 200, 210))
    return pd.DataFrame(rows)


def make_answers(rng, n=120):
    rows = []
    for number, at in enumerate(days_off(rng, n, 100)):
        response = {
            "response_id": f"r{number:03d}", "survey_id": rng.choice(["A", "B"]),
            "respondent_key": rng.choice([None, *(f"P{i}" for i in range(40))]),
            "answered_at": at + pd.Timedelta(number, unit="min"),
            "channel": rng.choice(["mail", "app"]), "weight": rng.choice([0.5, 1.0, 2.0]),
        }  # fmt: skip
        for kind, (low, high) in KINDS.items():
            told = {"value": float(rng.integers(low, high + 1)), "text": None}
            scale = {"scale_min": low, "scale_max": high}
            rows.append({**response, "question_id": kind, "question_kind": kind, **told, **scale})
        shop = {"value": None, "text": rng.choice(["Riga", "Perm"])}
        rows.append({**response, "question_id": "shop", "question_kind": "single", **shop})
        for way in ("chat", "phone", "mail")[: rng.integers(0, 4)]:
            told = {"question_id": "ways", "question_kind": "multiple", "value": None, "text": way}
            rows.append({**response, **told})
    answers = pd.DataFrame(rows).assign(question=lambda told: told["question_id"] + "?")
    return answers.astype({"respondent_key": "str", "text": "str"})


def make_logs(rng, n=60):
    """Events without two at one time, for a log's own order settles those; contacts between."""
    events, contacts = [], []
    for number in range(n):
        at = DAY + pd.Timedelta(int(rng.integers(0, 200_000)), unit="min")
        case = {"case_id": f"c{number:02d}", "customer_key": f"K{number % 30}"}
        for step in ["order", "pay", "ship", "pay", "deliver"][: int(rng.integers(1, 6))]:
            own = {"event": step, "event_at": at, "channel": rng.choice(["app", "shop"])}
            events.append({**case, **own})
            at += pd.Timedelta(int(rng.integers(1, 5_000)), unit="min")
        own = {"contact_id": f"k{number:02d}", "started_at": at - pd.Timedelta("30min")}
        own["case_id"] = case["case_id"] if number % 2 else None
        contacts.append({**case, **own, "channel": "phone", "direction": "in", "text": "Where?"})
    contacts = pd.DataFrame(contacts)
    return pd.DataFrame(events), contacts.assign(ended_at=contacts["started_at"])


def make_sheet(rng, coder):
    n = 45
    return pd.DataFrame(
        {
            "coder": coder, "feedback_id": [f"t{i // 3:03d}" for i in range(n)],
            "start": [i % 3 * 10 for i in range(n)], "end": [i % 3 * 10 + 8 for i in range(n)],
            "quote": "They pay", "touchpoint": rng.choice([*TOUCHPOINTS, "none"], n),
            "factor": rng.choice(["none", "hard_to_reach;billing_error", "billing_error"], n),
            "sentiment": rng.choice(["negative", "positive"], n),
        }
    )  # fmt: skip


PLAN = pd.DataFrame(
    {
        "event": ["order", "pay", "ship", "deliver"], "step": [1, 2, 3, 4],
        "within_hours": [None, 24.0, 48.0, None], "is_optional": [False, False, True, False],
        "is_failure": False,
    }
)  # fmt: skip
RULES = pd.DataFrame(
    {
        "rule": ["bad", "many"], "figure": ["net", "n"], "group": "all", "side": ["below", "above"],
        "threshold": [0.9, 2.0], "min_n": [5, 0], "quiet": ["1D", "1D"],
    }
)  # fmt: skip


def make_company():
    """Return every table of a made-up company."""
    rng = np.random.default_rng(2)
    feedback = make_feedback(rng)
    events, contacts = make_logs(rng)
    stories = make_stories(rng)
    told = stories.drop_duplicates("feedback_id")[["feedback_id"]]
    return {
        "feedback": feedback, "mentions": make_mentions(rng, feedback), "stories": stories,
        "told": told.assign(text=STORY), "answers": make_answers(rng), "events": events,
        "contacts": contacts, "plan": PLAN, "rules": RULES,
        "happenings": pd.DataFrame({"at": DAY + pd.to_timedelta([30, 70, 100], unit="D")}),
        "anna": make_sheet(rng, "anna"), "boris": make_sheet(rng, "boris"),
        "verdicts": pd.DataFrame(
            {
                "feedback_id": ["s00", "s01"], "start": 30, "end": 50, "verdict": "add",
                "code": "payment", "coder": "anna", "layer": "episode",
            }
        ),
    }  # fmt: skip


class Company:
    """The tables of a company by name, and results that several measures begin with."""

    def __init__(self, tables):
        vars(self).update(tables)

    def timeline(self, **more):
        return cx.sentiment_timeline(self.feedback, self.mentions, **more)

    @cached_property
    def weeks(self):
        return self.timeline(period="7D")

    @cached_property
    def days(self):
        return self.timeline(period="1D")

    @cached_property
    def changes(self):
        return cx.change_points(self.weeks)

    @cached_property
    def levels(self):
        return cx.change_segments(self.weeks, self.changes)

    @cached_property
    def copies(self):
        return cx.near_duplicates(self.feedback)

    @cached_property
    def journey(self):
        return cx.journey_map(self.stories)

    @cached_property
    def summary(self):
        return cx.journey_summary(self.journey, self.stories)

    @cached_property
    def effort(self):
        return cx.effort(self.stories, self.journey)

    @cached_property
    def promises(self):
        return cx.promises(self.stories, self.journey)


SCALES = tuple(KINDS)
MEASURES = {
    "action_effects": lambda c: cx.action_effects(c.feedback, c.mentions, c.happenings),
    "agreement": lambda c: cx.agreement(c.anna, c.boris),
    "alerts": lambda c: cx.alerts(c.weeks, rules=c.rules),
    "answer_distribution": lambda c: cx.answer_distribution(c.answers, kind=SCALES),
    "case_timeline": lambda c: cx.case_timeline(
        "K3", contacts=c.contacts, events=c.events, feedback=c.feedback
    ),
    "change_points": lambda c: c.changes,
    "change_segments": lambda c: c.levels,
    "choice_shares": lambda c: cx.choice_shares(c.answers),
    "coding_sheet": lambda c: cx.coding_sheet(c.mentions, c.feedback, n=10, by="product"),
    "contact_steps": lambda c: cx.contact_steps(c.events, c.contacts),
    "correct": lambda c: cx.correct(c.stories, c.verdicts, c.told),
    "customer_effort": lambda c: cx.customer_effort(c.answers),
    "directly_follows": lambda c: cx.directly_follows(c.events),
    "doubled_periods": lambda c: cx.doubled_periods(c.weeks, c.copies, share=0.1),
    "drivers": lambda c: cx.drivers(c.feedback, c.mentions, c.levels, min_n=5),
    "effort": lambda c: c.effort,
    "event_flow": lambda c: cx.event_flow(c.events),
    "event_paths": lambda c: cx.event_paths(c.events),
    "event_steps": lambda c: cx.event_steps(c.events),
    "journey_aggregate": lambda c: cx.journey_aggregate(c.journey, c.summary, c.promises),
    "journey_codes": lambda c: cx.journey_codes(c.journey),
    "journey_deviations": lambda c: cx.journey_deviations(c.events, c.plan),
    "journey_groups": lambda c: cx.journey_groups(c.journey, c.summary),
    "journey_map": lambda c: c.journey,
    "journey_overview": lambda c: cx.journey_overview(c.summary, c.promises, c.effort),
    "journey_summary": lambda c: c.summary,
    "machine_sheet": lambda c: cx.machine_sheet(c.mentions, c.anna),
    "mention_counts": lambda c: cx.mention_counts(c.mentions),
    "near_duplicates": lambda c: c.copies,
    "net_promoter_score": lambda c: cx.net_promoter_score(c.answers, by="channel", min_n=5),
    "open_answer_timeline": lambda c: cx.open_answer_timeline(c.feedback, c.mentions),
    "open_answer_tones": lambda c: cx.open_answer_tones(c.feedback, c.mentions),
    "other_scales": lambda c: cx.other_scales(c.answers),
    "period_differences": lambda c: cx.period_differences(c.timeline(by="product", min_n=2)),
    "ping_pong": lambda c: cx.ping_pong(c.events, by="event"),
    "promises": lambda c: c.promises,
    "public_holidays": lambda c: cx.public_holidays(c.days),
    "questions_asked": lambda c: cx.questions_asked(c.answers),
    "recovery_queue": lambda c: cx.recovery_queue(c.feedback, c.mentions),
    "satisfaction": lambda c: cx.satisfaction(c.answers),
    "score_timeline": lambda c: cx.score_timeline(c.answers, kind=SCALES, by="question"),
    "seasonality": lambda c: cx.seasonality(c.days),
    "sentiment_timeline": lambda c: c.timeline(by="touchpoint", largest=3, copies=c.copies),
    "spikes": lambda c: cx.spikes(c.weeks, base=4),
    "survey_overlap": lambda c: cx.survey_overlap(c.answers),
    "theme_shares": lambda c: cx.theme_shares(c.feedback, c.mentions),
    "tone_and_mix": lambda c: cx.tone_and_mix(c.feedback, c.mentions, c.levels),
    "typical_paths": lambda c: cx.typical_paths(c.journey, c.summary, c.effort),
    "without_duplicates": lambda c: cx.without_duplicates(
        c.feedback, c.copies
    )[["feedback_id"]],
}  # fmt: skip
ELSEWHERE = {"incident_postmortem"}
"""Measures that need more than tables; their own tests hold them to this."""
AS_GIVEN = {
    "alerts", "answer_distribution", "choice_shares", "correct", "customer_effort",
    "machine_sheet", "open_answer_tones", "other_scales", "questions_asked", "satisfaction",
    "without_duplicates",
}  # fmt: skip
"""Measures whose rows keep the order of what they were given, as their words say."""


@pytest.fixture(scope="module")
def company():
    return make_company()


@pytest.fixture(scope="module")
def found(company):
    return measured(company)


def measured(tables, names=tuple(MEASURES)):
    company = Company(tables)
    return {name: MEASURES[name](company) for name in names}


def broken(found, other, *, as_sets=()):
    """Name the measures whose results are not alike."""
    return {
        name: why for name in found if (why := unlike(found[name], other[name], name in as_sets))
    }


def unlike(one, other, is_set):
    try:
        if is_set:
            one, other = (frame.sort_values([*frame.columns], key=words) for frame in (one, other))
        pd.testing.assert_frame_equal(
            one.reset_index(drop=True), other.reset_index(drop=True), rtol=1e-9, atol=1e-9
        )
    except AssertionError as error:
        return str(error)
    return ""


def words(values):
    return values.astype("str")


def test_every_public_measure_is_held_to_the_laws():
    floor = "cxkit.measures."
    public = {
        name for module, names in cx._MODULES.items() if module.startswith(floor) for name in names
    }
    assert public == set(MEASURES) | ELSEWHERE


def test_the_company_has_something_for_every_measure(found):
    assert [name for name, result in found.items() if result.empty] == []


def test_a_measure_repeats_itself_and_leaves_its_tables_alone(company, found):
    assert broken(found, measured(company)) == {}
    fresh = make_company()
    assert broken(fresh, company) == {}


def test_the_order_of_rows_does_not_matter(company, found):
    # Near-duplicates of one minute were chained in the file's order, equals in the queue of those
    # to call back stood in it, and codes of one place were told in it.
    shuffled = {name: table.sample(frac=1, random_state=5) for name, table in company.items()}
    assert broken(found, measured(shuffled), as_sets=AS_GIVEN) == {}


def is_text(values):
    return isinstance(values.dtype, pd.StringDtype) or values.dtype == "object"


def categories(table):
    """Give other dtypes that pandas reads and makes: categories, nanoseconds, another zone."""
    texts = {name: "category" for name in table if is_text(table[name])}
    times = {
        name: table[name].astype("datetime64[ns, UTC]").dt.tz_convert("Asia/Tokyo")
        for name in table
        if isinstance(table[name].dtype, pd.DatetimeTZDtype)
    }
    labels = [f"row {number}" for number in range(len(table))]
    return table.astype(texts).assign(**times).set_axis(labels)


def arrow(table):
    return table.convert_dtypes(dtype_backend="pyarrow").set_axis([7] * len(table))


FROM_FILES = {"feedback", "answers", "events", "contacts", "happenings", "mentions", "stories"}
OWN = [
    "code", "value", "group", "w", "unit", "felt", "quote", "start", "place", "n", "side", "step",
    "index", "row", "day", "week", "text", "by", "sign", "record", "episode", "begin", "points",
]  # fmt: skip
"""Columns of a file, called as those that measures make for themselves."""


@pytest.mark.parametrize("disguise", [categories, arrow])
def test_dtypes_index_and_own_columns_do_not_matter(company, found, disguise):
    # Categories and pyarrow gave TypeErrors, nanoseconds gave other near-duplicates without a word,
    # and a review file with a column "code" or "value" gave no timeline but a KeyError; mentions
    # with a column "day" gave no map, no promises and no post-mortem.
    dressed = {name: disguise(table) for name, table in company.items()}
    for name in FROM_FILES:
        table = dressed[name]
        declared = MENTIONS.columns if "layer" in table else {}
        own = [one for one in OWN if one not in table and one not in declared]
        dressed[name] = table.assign(**dict.fromkeys(own, "mine"))
    other = measured(dressed)
    other["without_duplicates"] = other["without_duplicates"].astype({"feedback_id": "str"})
    other["correct"] = other["correct"][list(found["correct"].columns)]
    assert broken(found, other) == {}


def without_rows(tables):
    return {name: table.head(0) for name, table in tables.items()}


def test_nothing_comes_of_nothing_and_has_the_same_columns(company, found):
    assert broken(without_rows(found), measured(without_rows(company))) == {}


def test_a_table_of_one_row_gives_the_same_columns(company, found):
    few = measured({name: table.head(1) for name, table in company.items()})
    assert broken(without_rows(found), without_rows(few)) == {}


IDS = (
    "feedback_id", "response_id", "respondent_key", "case_id", "contact_id", "survey_id",
    "source_id", "quote_feedback_id", "surveys",
)  # fmt: skip


def test_a_year_of_whole_weeks_later_and_with_other_ids_everything_is_the_same(company, found):
    later = pd.Timedelta(52 * 7, unit="D")
    other = measured({name: renamed(shifted(table, later)) for name, table in company.items()})
    back = {name: shifted(named_again(result), -later) for name, result in other.items()}
    calendar = {"public_holidays", "seasonality"}
    assert broken({name: one for name, one in found.items() if name not in calendar}, back) == {}


def shifted(table, by):
    times = [name for name in table if isinstance(table[name].dtype, pd.DatetimeTZDtype)]
    return table.assign(**{name: table[name] + by for name in times})


def renamed(table):
    return table.assign(**{name: "x" + table[name] for name in IDS if name in table})


def named_again(table):
    own = [name for name in IDS if name in table]
    return table.assign(
        **{name: table[name].str.replace(r"(^| \+ )x", r"\1", regex=True) for name in own}
    )


def test_good_and_bad_turned_round_turn_the_figures_round(company):
    turned = {"negative": "positive", "positive": "negative"}
    mentions = company["mentions"]
    other = mentions.assign(
        code=mentions["code"].map(turned).fillna(mentions["code"]), value=-mentions["value"]
    )
    one, two = Company(company), Company({**company, "mentions": other})
    for figure in ("net", "share_negative"):
        mirrored = "net" if figure == "net" else "share_positive"
        found, back = (
            cx.change_points(one.weeks, of=figure),
            cx.change_points(two.weeks, of=mirrored),
        )
        assert len(found) == 1
        sign = -1 if figure == "net" else 1
        assert found["difference"].to_numpy() == pytest.approx(sign * back["difference"])
        same = ["changed_at", "changed_at_low", "changed_at_high", "p_adjusted", "confidence"]
        pd.testing.assert_frame_equal(found[same], back[same])
        tested, again = (
            cx.period_differences(company.weeks, of=of)
            for company, of in ((one, figure), (two, mirrored))
        )
        assert tested["p_value"].to_numpy() == pytest.approx(again["p_value"])
    effects, back = (MEASURES["action_effects"](each) for each in (one, two))
    assert effects["difference_low"].to_numpy() == pytest.approx(-back["difference_high"])
    parts, back = (MEASURES["tone_and_mix"](each).set_index("code") for each in (one, two))
    assert parts["mix"].to_numpy() == pytest.approx(-back["mix"].reindex(parts.index))


def test_parts_add_up_to_the_whole(company, found):
    one = Company(company)
    counts = ["n", "n_negative", "n_positive", "n_rated"]
    by_product = one.timeline(by="product").groupby("period_at")[counts].sum()
    pd.testing.assert_frame_equal(by_product, one.weeks.set_index("period_at")[counts])
    felt = one.mentions[one.mentions["layer"] == "sentiment"].merge(one.feedback)
    sign = felt["code"].map({"negative": -1.0, "positive": 1.0}).fillna(0.0)
    before, after = (
        sign[felt["created_at"].between(row.from_at, row.until_at, inclusive="left")].mean()
        for row in one.levels.itertuples()
    )
    assert found["tone_and_mix"]["total"].sum() == pytest.approx(after - before)
    scores = cx.net_promoter_score(one.answers).iloc[0]
    groups = found["net_promoter_score"]
    for name in ("n", "n_missing", "n_promoters", "n_passives", "n_detractors"):
        assert groups[name].sum() == scores[name]
    assert found["directly_follows"]["n"].sum() == len(one.events) + one.events["case_id"].nunique()
    assert found["event_paths"]["n_cases"].sum() == one.events["case_id"].nunique()


def test_a_unit_of_weight_is_no_figure(company, found):
    answers = company["answers"].assign(weight=company["answers"]["weight"] * 3)
    scores = ("net_promoter_score", "satisfaction", "customer_effort", "score_timeline")
    other = measured({**company, "answers": answers}, scores)
    assert broken({name: found[name] for name in scores}, other) == {}


def test_a_stranger_changes_nothing_of_the_others(company, found):
    """Texts of a third product leave the groups alone, and a new case leaves the customer alone."""
    one = Company(company)
    strange = one.feedback.head(50).assign(product="desk", customer_key="new")
    strange["feedback_id"] = "new " + strange["feedback_id"]
    told = one.mentions[one.mentions["feedback_id"].isin(one.feedback["feedback_id"].head(50))]
    told = told.assign(feedback_id="new " + told["feedback_id"])
    both = Company(
        {
            **company,
            "feedback": pd.concat([one.feedback, strange]),
            "mentions": pd.concat([one.mentions, told]),
        }
    )
    by_product = both.timeline(by="product")
    pd.testing.assert_frame_equal(
        by_product[by_product["group"] != "desk"].reset_index(drop=True),
        one.timeline(by="product"),
    )
    assert unlike(found["case_timeline"], MEASURES["case_timeline"](both), False) == ""


def test_a_measure_of_one_series_refuses_several(company):
    # Days of two products were taken together for holidays, and stretches of one product were
    # compared with those of the other.
    one = Company(company)
    days = one.timeline(period="1D", by="product")
    segments = pd.concat([one.levels, one.levels.assign(group="lamp")])
    calls = [
        lambda: cx.public_holidays(days),
        lambda: cx.seasonality(days),
        lambda: cx.drivers(one.feedback, one.mentions, segments),
        lambda: cx.tone_and_mix(one.feedback, one.mentions, segments),
    ]
    for call in calls:
        with pytest.raises(ParameterError, match="2 groups; give it one"):
            call()
