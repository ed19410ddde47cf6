import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.reports.privacy import MASK
from cxkit.reports.quotes import CONTEXT, quote_at, quotes
from cxkit.schema.mentions import INFERRED


def test_nearest_to_the_median_comes_first(mentions):
    # values -0.5, 0.4, -1.0: median -0.5; distances 0, 0.9, 0.5
    chosen = quotes(mentions, touchpoint="delivery", n=3)
    assert [quote.source_id for quote in chosen.quotes] == ["r1", "r3", "r2"]


def test_rule_says_how_many_of_how_many(mentions):
    assert quotes(mentions, n=2).rule.startswith("Shown: 2 of 3,")
    assert quotes(mentions, n=2, language="ru").rule.startswith("Показано 2 из 3:")


@pytest.mark.parametrize(("sentiment", "ids"), [("negative", ["r1", "r3"]), ("positive", ["r2"])])
def test_sentiment_chooses_by_sign(mentions, sentiment, ids):
    chosen = quotes(mentions, sentiment=sentiment).quotes
    assert sorted(quote.source_id for quote in chosen) == ids


def test_context_and_date_come_from_the_text(mentions, feedback):
    first = quotes(mentions, feedback, n=1).quotes[0]
    assert first.quote == "Late again."
    assert first.after == " Nobody called me back."
    assert first.note == "shop · 5 March 2026"
    assert first.tone == "neg"


def test_a_quote_has_the_date_of_the_clock_that_its_file_was_read_with(mentions, feedback):
    # a review of 00:30 in Moscow stood under the day before, which UTC still had
    late = feedback.assign(created_at=pd.Timestamp("2026-03-05 21:30", tz="UTC"))
    late.attrs["reading"] = [{"arguments": {"timezone": "Europe/Moscow"}}]
    assert quotes(mentions, late, n=1).quotes[0].note.endswith("6 March 2026")
    assert (
        quotes(mentions, feedback.assign(created_at=late["created_at"]), n=1)
        .quotes[0]
        .note.endswith("5 March 2026")
    )


def test_personal_data_are_masked_sign_for_sign(mentions, feedback):
    lost = quotes(mentions[mentions["feedback_id"].eq("r3")], feedback).quotes[0]
    assert "anna" not in lost.after
    assert len(lost.after) == len(" Write to anna.k@example.org or call +7 912 345-67-89.")
    assert lost.note == "app"


def test_personal_mentions_mask_what_no_form_tells(mentions, feedback):
    name = pd.DataFrame(
        {"feedback_id": ["r1"], "start": [12], "end": [18], "quote": ["Nobody"],
         "layer": ["personal"], "code": ["name"], "value": [None]}
    )  # fmt: skip
    first = quotes(pd.concat([mentions, name]), feedback, n=1).quotes[0]
    assert first.after == f" {MASK * 6} called me back."


def test_a_line_that_does_not_show_its_code_is_never_quoted(mentions):
    told = mentions.assign(by=[f"{INFERRED}x", *["rule"] * (len(mentions) - 1)])
    first = mentions["feedback_id"].iloc[0]
    assert first not in {quote.source_id for quote in quotes(told, n=5).quotes}


def test_one_quote_a_text(mentions):
    twice = pd.concat([mentions, mentions.assign(value=-0.5)])
    assert len(quotes(twice, n=10).quotes) == 3


def test_the_same_words_are_quoted_once(mentions):
    # Three cards under a chart once said "Delivery was faster than promised." in three texts.
    again = mentions.assign(feedback_id=["r7", "r8", "r9"], quote=mentions["quote"].str.upper())
    assert len(quotes(pd.concat([mentions, again]), n=10).quotes) == 3


def test_order_of_rows_does_not_matter(mentions, feedback):
    assert quotes(mentions.iloc[::-1], feedback) == quotes(mentions, feedback)


def test_nothing_fitting_says_so(mentions):
    none = quotes(mentions, touchpoint="refund")
    assert none.quotes == ()
    assert none.rule == "No fitting quotes."


def test_no_quotes_asked_is_refused(mentions):
    with pytest.raises(ParameterError, match="n=0"):
        quotes(mentions, n=0)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"sentiment": "neg"}, "negative, neutral, positive"),
        ({"sentiment": "negativ"}, "Did you mean 'negative'"),
        ({"touchpoint": "delivry"}, "Did you mean 'delivery'"),
    ],
)
def test_a_word_that_chooses_nothing_is_refused(mentions, wrong, hint):
    # sentiment="neg" was passed over, and praise stood in the report under the complaints;
    # a touchpoint with a letter missing said that there were no quotes.
    with pytest.raises(ParameterError, match=hint):
        quotes(mentions, **wrong)


def test_a_touchpoint_of_an_own_codebook_is_known_by_its_mentions(mentions):
    own = mentions.assign(code="parcel_locker")
    assert len(quotes(own, touchpoint="parcel_locker").quotes) == 3


def test_long_context_is_cut_at_a_space():
    text = "word " * 100 + "Late again." + " word" * 100
    start = text.index("Late")
    cut = quote_at(text, (start, start + 11), source_id="r1")
    assert cut.before.startswith("word ")
    assert cut.after.endswith(" word")
    assert len(cut.before) <= CONTEXT
    assert len(cut.after) <= CONTEXT


def test_a_passage_without_a_word_of_tone_is_quoted_neither_as_good_nor_as_bad():
    # "it was at my door by Friday", read as -0.005, stood among the complaints.
    mentions = pd.DataFrame(
        {"feedback_id": ["a", "b"], "start": 0, "end": 4, "quote": ["here", "late"],
         "layer": "touchpoint", "code": "delivery", "value": [-0.005, -0.4]}
    )  # fmt: skip
    told = {
        tone: [one.quote for one in quotes(mentions, sentiment=tone, n=5).quotes]
        for tone in ("negative", "neutral", "positive")
    }
    assert told == {"negative": ["late"], "neutral": ["here"], "positive": []}


def test_a_context_that_is_cut_says_so():
    text = "word " * 100 + "Late again." + " word" * 100
    start = text.index("Late")
    assert quote_at(text, (start, start + 11), source_id="r1").goes_on
    assert not quote_at("Late again. Twice.\n", (0, 11), source_id="r1").goes_on


def test_sentences_that_differ_in_a_figure_alone_are_quoted_once(mentions):
    # "It sat in the depot for 9 days", "… for 13 days", "… for 14 days": "repeats are left out".
    told = mentions.head(3).assign(
        value=-1.0, quote=[f"It sat there for {n} days." for n in (9, 13, 14)]
    )
    assert len(quotes(told, n=3).quotes) == 1


def test_one_word_is_no_repeat_of_itself_in_other_words(mentions, feedback):
    # Of 403 contacts that said "Cancelled" one was quoted: "repeats are left out".
    told = mentions.head(3).assign(value=-1.0, start=0, end=4)
    texts = feedback.head(3).assign(feedback_id=told["feedback_id"].tolist(), text=[
        "Late: the courier lost the keys to our flat", "Late, and nobody at the desk said sorry",
        "Late, and nobody at the desk said a sorry"])  # fmt: skip
    told["quote"] = "Late"
    assert len(quotes(told, texts, n=3).quotes) == 2


def test_a_passage_against_the_tone_of_its_text_is_quoted_last(mentions):
    # "The two-hour slot was kept, even early", of a text full of praise, stood under "worse"
    wholes = pd.DataFrame({"feedback_id": ["r1", "r3"], "start": 0, "end": 5, "quote": "Whole",
                           "layer": "sentiment", "code": "x", "value": [0.8, -0.8]})  # fmt: skip
    told = pd.concat([mentions, wholes], ignore_index=True)
    chosen = quotes(told, touchpoint="delivery", sentiment="negative")
    assert [quote.source_id for quote in chosen.quotes] == ["r3"]
    assert chosen.rule.startswith("Shown: 1 of 2,")
    assert "same tone" in chosen.rule
    alone = quotes(told[told["feedback_id"].eq("r1")], touchpoint="delivery", sentiment="negative")
    assert [quote.source_id for quote in alone.quotes] == ["r1"]


def test_a_quote_that_differs_in_a_slip_of_the_pen_repeats_another():
    # "Пришел брак, замену жду третью неделю." with two misspelt copies: "repeats are left out".
    said = ["Пришел брак, замену жду третью неделю", "Пришёл брак, замену жу третью деелю",
            "Курьер не дозвонился и уехал"]  # fmt: skip
    rows = pd.DataFrame({"feedback_id": ["a", "b", "c"], "start": 0, "quote": said,
                         "end": [len(text) for text in said], "layer": "sentiment",
                         "code": "negative", "value": -0.5})  # fmt: skip
    assert [quote.source_id for quote in quotes(rows, n=2).quotes] in (["a", "c"], ["b", "c"])
