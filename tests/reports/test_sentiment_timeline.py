"""From reviews to the blocks of the page, in both languages."""

import numpy as np
import pandas as pd
import pytest

from cxkit.measures.action_effects import action_effects
from cxkit.measures.change_points import change_points, change_segments
from cxkit.measures.drivers import drivers
from cxkit.measures.near_duplicates import doubled_periods
from cxkit.measures.period_differences import period_differences
from cxkit.measures.sentiment_timeline import sentiment_timeline
from cxkit.measures.theme_shares import theme_shares
from cxkit.measures.tone_and_mix import tone_and_mix
from cxkit.reports.alerts import alerts_section
from cxkit.reports.blocks import Call, Items, Section, Walk
from cxkit.reports.drivers import drivers_section, mix_section, themes_section
from cxkit.reports.findings.sentiment_timeline import line_finding, timeline_finding
from cxkit.reports.near_duplicates import duplicates_section
from cxkit.reports.page import render
from cxkit.reports.period_differences import differences_section
from cxkit.reports.sentiment_panels import panels_section
from cxkit.reports.sentiment_timeline import (
    happenings_section,
    timeline_method,
    timeline_section,
)
from cxkit.reports.timeline_head import _base, timeline_head
from cxkit.reports.wording import lowered
from cxkit.schema.conform import empty
from cxkit.schema.results.near_duplicates import NEAR_DUPLICATES

START = pd.Timestamp("2026-01-05", tz="UTC")
SENTENCE = "The courier was late again and nobody called"


@pytest.fixture(scope="module")
def shop():
    """Twenty weeks of forty texts; from week 11 on delivery is bad."""
    rng = np.random.default_rng(6)
    rows = []
    for week in range(20):
        is_bad = rng.random(40) < (0.2 if week < 10 else 0.75)
        rows += [(START + pd.Timedelta(week, unit="W"), bad) for bad in is_bad]
    ids = [f"f{i}" for i in range(len(rows))]
    feedback = pd.DataFrame(
        {"feedback_id": ids, "created_at": [when for when, _ in rows], "text": SENTENCE}
    )
    tone = pd.Series([-0.5 if bad else 0.5 for _, bad in rows])
    base = {"feedback_id": ids, "start": 0, "end": len(SENTENCE), "quote": SENTENCE, "value": tone}
    label = np.where(tone < 0, "negative", "positive")
    layers = {"sentiment": label, "sentence": label, "touchpoint": "delivery"}
    mentions = pd.concat(
        [pd.DataFrame(base | {"layer": layer, "code": code}) for layer, code in layers.items()],
        ignore_index=True,
    )
    timeline = sentiment_timeline(feedback, mentions)
    changes = change_points(timeline)
    return feedback, mentions, timeline, changes, change_segments(timeline, changes)


def happenings():
    week = pd.Timedelta(7, unit="D")
    return pd.DataFrame(
        {"at": [START + 10 * week, START + 900 * week], "label_ru": "Новый курьер",
         "label_en": "New courier"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Sentiment fell"), ("ru", "Тональность упала")]
)
def test_headline_says_what_fell_by_how_much_and_when(shop, language, said):
    feedback, _, timeline, changes, segments = shop
    head = timeline_head(timeline, changes, segments, feedback, language=language)
    assert head.finding.startswith(said)
    assert ("16 March" if language == "en" else "16 марта") in head.finding
    assert len(head.facts) == 4


def test_the_slider_has_a_point_a_period_and_a_quote_in_it(shop):
    feedback, mentions, timeline, changes, segments = shop
    group = timeline_section(timeline, changes, segments, evidence=(feedback, mentions))
    walk = next(block for block in group.blocks if isinstance(block, Walk))
    assert len(walk.points) == 20
    assert walk.points[0]["quote"]["quote"] == SENTENCE


def test_happenings_outside_the_time_get_no_letter_and_effects_are_told(shop):
    feedback, mentions, timeline, *_ = shop
    effects = action_effects(feedback, mentions, happenings())
    group = happenings_section(happenings(), timeline, effects=effects)
    items = next(block for block in group.blocks if isinstance(block, Items)).items
    assert [item["mark"] for item in items] == ["A"]
    assert "28 days before and after: worse, −" in items[0]["text"].replace("\xa0", " ")


def test_what_changed_is_told_with_quotes(shop):
    feedback, mentions, timeline, _, segments = shop
    found = drivers(feedback, mentions, segments)
    group = drivers_section(found, feedback, mentions, timeline=timeline)
    assert group.blocks[0].finding == "Worse: delivery hand-over"
    # the first screen told when and by how much, the contents only "What changed"
    assert group.blocks[0].name == "Worse: delivery hand-over (16 March)"
    assert group.blocks[2].quotes


def test_quotes_after_a_change_stand_before_the_next(shop):
    # "Worse from 19 January" was shown with texts of August, when it was better again.
    feedback, mentions, timeline, _, segments = shop
    first = drivers(feedback, mentions, segments)
    second = first.assign(changed_at=START + pd.Timedelta(12, unit="W"))
    both = pd.concat([first, second])
    group = drivers_section(both, feedback, mentions, timeline=timeline)
    dates = feedback.set_index("feedback_id")["created_at"]
    told = [dates[quote.source_id] for quote in group.blocks[2].quotes]
    assert told
    assert all(first["changed_at"].iloc[0] <= when < second["changed_at"].iloc[0] for when in told)


def test_tone_and_mix_end_with_the_whole_change(shop):
    feedback, mentions, timeline, _, segments = shop
    mix = tone_and_mix(feedback, mentions, segments)
    group = mix_section(mix, timeline=timeline)
    whole = group.blocks[1].rows[-1]
    assert whole[0] == "The whole change"
    assert whole[-1] == group.blocks[1].rows[0][-1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_whole_page_renders_in_both_languages(shop, language):
    feedback, mentions, timeline, changes, segments = shop
    found = drivers(feedback, mentions, segments)
    groups = sentiment_timeline(feedback.assign(product=["a", "b"] * 400), mentions, by="product")
    blocks = [
        timeline_head(timeline, changes, segments, feedback, language=language),
        *timeline_section(
            timeline, changes, segments, evidence=(feedback, mentions), language=language
        ).blocks,
        *drivers_section(found, feedback, mentions, timeline=timeline, language=language).blocks,
        *panels_section(groups, change_points(groups), by="product", language=language).blocks,
        *timeline_method(language=language).blocks,
    ]
    assert SENTENCE in render(blocks)


def test_without_dates_the_page_says_so_and_shows_themes(shop):
    feedback, mentions, *_ = shop
    undated = feedback.assign(created_at=pd.NaT)
    timeline = sentiment_timeline(undated, mentions)
    changes = change_points(timeline)
    segments = change_segments(timeline, changes)
    head = timeline_head(timeline, changes, segments, undated)
    assert head.finding == "Sentiment over time is unknown: there are no dates"
    blocks = timeline_section(timeline, changes, segments).blocks
    assert [type(block) for block in blocks] == [Section, Call]
    themes = themes_section(theme_shares(undated, mentions), undated, mentions)
    assert themes.blocks[0].finding.startswith("Delivery hand-over is the most negative")
    assert drivers_section(drivers(undated, mentions, segments), undated, mentions,
                           timeline=timeline).blocks == ()  # fmt: skip


def test_themes_are_shown_where_nothing_changed_too(shop):
    # A page without a proven change named no theme at all: nobody saw what people complained of.
    feedback, mentions, *_ = shop
    themes = themes_section(theme_shares(feedback, mentions), feedback, mentions)
    section, shares, voices = themes.blocks
    assert section.finding.startswith(f"{voices.title} is the most negative")
    assert shares.rows
    # "Waiting, 62 % of 243" was called the worst: Escalation, 97 % of 38, was 14th by size
    rows = pd.DataFrame({"code": [f"t{n}" for n in range(13)], "n": range(130, 0, -10),
                         "n_negative": 9, "share_negative": [0.1] * 9 + [0.9] + [1.0] * 3,
                         "share_negative_low": 0.1, "share_negative_high": 0.9})  # fmt: skip
    section = themes_section(rows, feedback, mentions, by="product").blocks[0]
    assert section.finding == "t10 is the most negative: 100% of 30"
    few = theme_shares(feedback.head(10), mentions)
    counted = themes_section(few, feedback, mentions).blocks[1]
    assert counted.columns[1:] == ("n", "Negative")  # and no share of ten
    assert not any("%" in cell for row in counted.rows for cell in row)
    assert themes_section(theme_shares(feedback, mentions[:0]), feedback, mentions).blocks == ()
    # Panels hid the address of a shop assistant, the list of themes did not.
    sellers = feedback.assign(product="ann@shop.org")
    named = themes_section(
        theme_shares(sellers, mentions, by="product"), sellers, mentions, by="product"
    )
    assert "•" in str(named)
    assert "ann@" not in str(named)


def test_nothing_is_shown_of_what_is_not_there(shop):
    _, _, timeline, changes, _ = shop
    doubled = doubled_periods(timeline, empty(NEAR_DUPLICATES))
    assert duplicates_section(doubled, timeline).blocks == ()
    assert panels_section(timeline, changes, by="product").blocks == ()
    assert alerts_section(pd.DataFrame()).blocks == ()


def test_a_doubled_week_is_a_warning_with_its_numbers(shop):
    timeline = shop[2]
    doubled = pd.DataFrame(
        {"period_at": [START], "n": [69], "n_duplicates": [24], "share_duplicates": [24 / 69]}
    )
    call = duplicates_section(doubled, timeline, language="ru").blocks[1]
    assert call.title == "На неделе с 5 января"
    assert call.text.startswith("24 из 69 отзывов (35\u202f%)")


def test_the_finding_with_every_copy_is_said(shop):
    _, _, timeline, changes, _ = shop
    doubled = pd.DataFrame(
        {"period_at": [START], "n": [69], "n_duplicates": [24], "share_duplicates": [24 / 69]}
    )
    section = duplicates_section(doubled, timeline, each=(timeline, changes)).blocks[0]
    finding = lowered(timeline_finding(timeline, changes, of="net", language="en"))
    assert section.lead == f"Were every copy counted, the finding of this page would be: {finding}."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Sentiment fell 21 points, most likely in the week of 16 March"
               " (9 February – 4 May)"),
        ("ru", "Тональность упала на 21 пункт, вероятнее всего на неделе с 16 марта"
               " (9 февраля – 4 мая)"),
    ],
)  # fmt: skip
def test_a_wide_date_range_stands_in_the_headline(shop, language, said):
    # "In the week of 26 January" stood over a change that fell between November and April.
    _, _, timeline, changes, _ = shop
    week = pd.Timedelta(7, unit="D")
    wide = changes.assign(difference=-0.21, changed_at_low=START + 5 * week,
                          changed_at_high=START + 17 * week)  # fmt: skip
    found = timeline_finding(timeline, wide, of="net", language=language)
    assert found.replace("\xa0", " ") == said


def test_a_change_short_of_proof_is_named_in_the_head(shop):
    feedback, _, timeline, changes, segments = shop
    near = changes.assign(is_proven=False, p_adjusted=0.19, difference=0.2)
    head = timeline_head(timeline, near, segments, feedback)
    fact = next(fact for fact in head.facts if fact.name == "Changes")
    assert "possible, unproven and not drawn: 16 March, +20 (p = 0.19)" in fact.note


def days_of(net):
    net = pd.Series(net)
    days = pd.date_range("2026-03-02", periods=len(net), freq="1D", tz="UTC")
    return pd.DataFrame(
        {"group": "all", "period_at": days, "n": 800, "is_small": False, "net": net,
         "share_positive": (1 + net) / 2, "share_negative": (1 - net) / 2}
    )  # fmt: skip


BAD_DAYS = [-0.2, -0.15, -0.2, -0.2, -0.47, -0.45, -0.2, -0.2, -0.2]
NO_CHANGES = pd.DataFrame({"is_proven": []})


@pytest.mark.parametrize(
    ("net", "language", "said"),
    [
        (BAD_DAYS, "en", "Sentiment −9 (−12 to −7): periods differ beyond chance, from −47"
                         " (6 March) to −15 (3 March)"),
        (BAD_DAYS, "ru", "Тональность −9 (−12 to −7): периоды различаются неслучайно, от −47"
                         " (6 марта) до −15 (3 марта)"),
        (BAD_DAYS + [-0.2] * 9, "en", "Sentiment −9 (−12 to −7): periods differ beyond chance, from"
                                      " −47 (6 March) to −15 (3 March)"),
        ([-0.2, -0.21, -0.19], "en", "Sentiment −9 (−12 to −7): differences between the periods are"
                                     " unproven; too few periods (3) to prove a change of level"),
        ([-0.2, -0.21, -0.19], "ru", "Тональность −9 (−12 to −7): различия периодов не доказаны;"
                                     " периодов всего 3, смену уровня не доказать"),
        (BAD_DAYS * 3, "en", "Sentiment −9 (−12 to −7): no proven change over 27 periods, yet"
                             " periods differ beyond chance, from −47 (6 March) to −15 (3 March)"),
        ([-0.2, -0.21] * 13, "en", "Sentiment −9 (−12 to −7): no proven change over 26 periods"),
    ],
)  # fmt: skip
def test_the_headline_of_a_short_series_tells_whether_its_periods_differ(net, language, said):
    # Ten days of tweets from -15 to -47 were headed "too few periods" and nothing else; a month
    # without a change was headed so and its level not told.
    timeline = days_of(net)
    differ = period_differences(timeline)
    told = {"of": "net", "language": language, "level": "−9 (−12 to −7)"}
    found = timeline_finding(timeline, NO_CHANGES, differ, **told)
    assert found.replace("\xa0", " ") == said


def test_a_short_series_tells_whether_its_periods_differ():
    # Nine days from -15 to -47 were headed "One level, no change".
    timeline = days_of(BAD_DAYS)
    told = {"timeline": timeline, "changes": NO_CHANGES}
    section, table = differences_section(period_differences(timeline), **told).blocks
    assert section.finding == "Periods differ beyond chance, from −47 (6 March) to −15 (3 March)"
    assert table.rows[0][0] == "all together"
    assert line_finding(NO_CHANGES, timeline, "en", n_periods=9) == (
        "Too few periods (9) to prove a change of level"
    )


@pytest.mark.parametrize(
    ("net", "is_proven", "n_blocks"),
    [(BAD_DAYS * 3, False, 2), (BAD_DAYS * 3, True, 0), ([-0.2, -0.21] * 13, False, 0)],
)
def test_of_a_long_series_differences_are_told_where_no_change_tells_them(net, is_proven, n_blocks):
    # An NPS that fell from +35 to +5 without a proven change was told as unchanged.
    timeline = days_of(net)
    told = {"timeline": timeline, "changes": pd.DataFrame({"is_proven": [is_proven]})}
    assert len(differences_section(period_differences(timeline), **told).blocks) == n_blocks


def test_without_dates_the_columns_of_the_file_are_named(shop):
    feedback, mentions, *_ = shop
    feedback = feedback.assign(created_at=pd.NaT)
    feedback.attrs["reading"] = [{"columns": {"text": "words"}, "names": ["words", "wave"]}]
    feedback["created_at"] = pd.to_datetime(feedback["created_at"], utc=True)
    timeline = sentiment_timeline(feedback, mentions)
    call = timeline_section(timeline, pd.DataFrame(), pd.DataFrame()).blocks[1]
    assert "Columns of the file: words, wave." in call.text


def test_a_group_whose_change_is_short_of_proof_has_it_in_the_table(shop):
    feedback, mentions, *_ = shop
    groups = sentiment_timeline(feedback.assign(product=["a", "b"] * 400), mentions, by="product")
    found = change_points(groups)
    near = found.assign(is_proven=False, p_adjusted=0.21, difference=-0.33)
    section, table = panels_section(groups, near, by="product").blocks
    assert section.finding.replace("\xa0", " ") == "No proven change of level in any of 2 groups"
    assert table.rows[0][-1] == "16 March 2026: −33, unproven (p = 0.21)"


def test_a_sentence_against_its_text_stands_for_no_period(shop):
    # "i dont like the type of service they have", read as praise, stood under a week of +24
    feedback, mentions, timeline, changes, segments = shop
    whole = mentions["layer"].eq("sentiment")
    against = mentions.assign(value=mentions["value"].where(~whole, -mentions["value"]))
    walks = [
        timeline_section(timeline, changes, segments, evidence=(feedback, told)).blocks[-1]
        for told in (mentions, against)
    ]
    assert [sum("quote" in point for point in walk.points) > 0 for walk in walks] == [True, False]


def test_only_groups_that_moved_are_drawn(shop):
    # Eight panels of hollow dots, 1,000 pixels of a phone, stood under "none of them changed".
    feedback, mentions, *_ = shop
    groups = sentiment_timeline(feedback.assign(product=["a", "b"] * 400), mentions, by="product")
    found = change_points(groups)
    one = found.assign(is_proven=found["group"].eq("a"))
    figure = panels_section(groups, one, by="product").blocks[1]
    assert len(figure.table.rows) == 2
    titles = [note["text"] for note in figure.spec["layout"]["annotations"]]
    assert any(text.startswith("<b>a</b>") for text in titles)
    assert not any(text.startswith("<b>b</b>") for text in titles)


def test_groups_of_a_short_series_are_drawn_where_their_periods_differ():
    # "Too few periods (9)" headed the line and its groups alike, whatever differed in them.
    groups = pd.concat([days_of(BAD_DAYS).assign(group="a"), days_of([0.1] * 9).assign(group="b")])
    groups = groups.assign(net_low=groups["net"] - 0.03, net_high=groups["net"] + 0.03)
    groups["period_end_at"] = groups["period_at"] + pd.Timedelta("1D")
    groups.attrs = {"period": "1D", "time_zone": "UTC"}
    differ, still = period_differences(groups), NO_CHANGES.assign(group=[])
    section, _ = panels_section(groups, still, differ, by="product").blocks
    assert section.finding == "Periods differ beyond chance in 1 of 2: a"
    none = differ.assign(is_proven=False)
    assert panels_section(groups, still, none, by="product").blocks == ()


def line_of(feedback, mentions, *, language="en"):
    timeline = sentiment_timeline(feedback, mentions)
    changes = change_points(timeline)
    segments = change_segments(timeline, changes)
    head = timeline_head(timeline, changes, segments, feedback, of="rating", language=language)
    return head, timeline_section(timeline, changes, segments, language=language).blocks


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The file has no texts"), ("ru", "В файле нет отзывов")]
)
def test_an_empty_file_is_not_said_to_lack_dates(shop, language, said):
    # A file of a heading and no rows got a page that asked for the date column that it had.
    head, blocks = line_of(shop[0].head(0), shop[1].head(0), language=language)
    assert head.finding == said
    assert blocks[0].finding == said


def test_dated_texts_without_a_tone_are_not_said_to_lack_dates(shop):
    other = shop[1][shop[1]["layer"] != "sentiment"]
    head, blocks = line_of(shop[0], other)
    assert head.finding == "The mean rating is unknown: none of the texts is read"
    assert blocks[0].finding == "No tone"


def test_without_dates_the_mean_rating_is_told(shop):
    # The mean of 2,483 undated ratings stood nowhere on a page about ratings.
    undated = shop[0].assign(created_at=pd.NaT, rating=[1.0, 5.0] * 400)
    (fact,) = line_of(undated, shop[1])[0].facts
    assert (fact.name, fact.amount) == ("Mean rating", 3.0)
    assert fact.note.endswith("n\u00a0=\u00a0800")
    timeline = sentiment_timeline(undated, shop[1])
    changes = change_points(timeline)
    head = timeline_head(timeline, changes, change_segments(timeline, changes), undated)
    assert head.facts == (fact,)  # of a page about tone too: its first screen had no figure at all


def test_without_dates_nothing_is_said_about_the_split(shop):
    # "None of the texts has a value in touchpoint" stood above 1,313 texts that had one.
    undated = shop[0].assign(created_at=pd.NaT)
    groups = sentiment_timeline(undated, shop[1], by="touchpoint")
    assert panels_section(groups, change_points(groups), by="touchpoint").blocks == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No dated text names an emotion"),
        ("ru", "Ни один отзыв с датой не называет эмоцию"),
    ],
)
def test_a_layer_that_no_text_names_is_not_called_a_column(shop, language, said):
    groups = sentiment_timeline(shop[0], shop[1], by="emotion")
    section = panels_section(groups, change_points(groups), by="emotion", language=language)
    assert section.blocks[0].finding == said
    assert "split=" in section.blocks[1].text


@pytest.mark.parametrize(
    ("language", "said"), [("en", "by the spread of 10 periods"), ("ru", "по разбросу 10 периодов")]
)
def test_bounds_of_a_level_say_of_what_they_are_the_spread(shop, language, said):
    # "-30, -50 to -10, n = 7,209" of nine days read as the error of 7,209 texts.
    feedback, _, timeline, changes, segments = shop
    fact = timeline_head(timeline, changes, segments, feedback, language=language).facts[0]
    assert said in fact.note.replace("\xa0", " ")


def test_texts_of_one_customer_are_told():
    # Three texts a person alarm in three of four series without a change; nothing told of them.
    feedback = pd.DataFrame(
        {"feedback_id": ["a", "b", "c", "d"], "customer_key": ["k", "k", "l", None],
         "created_at": pd.Timestamp("2026-03-02", tz="UTC")}
    )  # fmt: skip
    none = pd.DataFrame()
    told = [_base(none, feedback, language)[1].replace("\u00a0", " ") for language in ("en", "ru")]
    assert told[0] == "3 texts with a customer's key, from 2 customers"
    assert told[1] == "3 отзыва с ключом клиента, от 2 клиентов"
    assert len(_base(none, feedback.drop_duplicates("customer_key"), "en")) == 1


@pytest.mark.parametrize(
    ("language", "heading", "note"),
    [("en", "2 periods hold many nearly equal texts", "Changes: Too few to say, periods: 9; 12"
      " or more are needed"),
     ("ru", "В 2 периодах много почти одинаковых отзывов", "Изменения: Судить рано, периодов 9,"
      " нужно не меньше 12")],
)  # fmt: skip
def test_what_repeats_is_said_once_and_no_test_is_told_that_was_not_made(
    shop, language, heading, note
):
    # 25 doubled weeks were 25 boxes of the same words; nine days had "0 changes, tested at 5 %"
    feedback, _, timeline, changes, segments = shop
    doubled = pd.DataFrame(
        {"period_at": timeline["period_at"].head(2), "n": [69, 12], "n_duplicates": [24, 6],
         "share_duplicates": [24 / 69, 0.5]}
    )  # fmt: skip
    section, table = duplicates_section(doubled, timeline, language=language).blocks
    assert section.finding.replace("\xa0", " ") == heading
    assert "near_duplicates.csv" in section.lead
    assert [row[1].replace("\u202f", "") for row in table.rows] == [
        "35%", "6 of 12" if language == "en" else "6 из 12"
    ]  # fmt: skip
    short = timeline.head(9)
    short.attrs = timeline.attrs
    facts = timeline_head(short, changes.head(0), segments, feedback, language=language).facts
    told = [f"{fact.name}: {fact.value}, {fact.note}".replace("\xa0", " ") for fact in facts]
    assert note in told
