"""Series of real exports, where they lie beside the repository; nothing of them is stored here."""

import warnings
from pathlib import Path

import pandas as pd
import pytest

from cxkit.measures.change_points import change_points
from cxkit.measures.period_differences import period_differences
from cxkit.measures.score_timeline import score_timeline
from cxkit.measures.sentiment_timeline import sentiment_timeline
from cxkit.readers.answers import read_answers
from cxkit.readers.reviews import read_reviews

FOLDERS = [parent / "shared" / "data" for parent in Path(__file__).parents]


def shared(name):
    found = [folder / name for folder in FOLDERS if (folder / name).is_file()]
    if not found:
        pytest.skip(f"{name} is not beside the repository")
    return found[0]


def test_tweets_by_day_and_airline():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tweets = read_reviews(shared("en_airline_tweets/Tweets.csv.gz"))
    code = tweets["airline_sentiment"]
    label = pd.DataFrame(
        {"feedback_id": tweets["feedback_id"], "layer": "sentiment", "code": code,
         "value": code.map({"negative": -1.0, "neutral": 0.0, "positive": 1.0})}
    )  # fmt: skip
    days = sentiment_timeline(tweets, label, period="1D", by="airline")
    assert days["group"].nunique() == 6
    assert days["n"].sum() == len(tweets)
    assert change_points(days).empty or not change_points(days)["is_proven"].any()
    whole = period_differences(sentiment_timeline(tweets, label, period="1D")).iloc[0]
    assert whole["is_proven"]


def test_the_mobile_survey_by_week_adds_up_to_its_known_score():
    answers = read_answers(shared("survey_spss/Mobiles_feedback_4_weeks.sav"))
    weeks = score_timeline(answers)
    assert len(weeks) == 4
    n = weeks["n"].astype(float)
    assert 100 * (weeks["net"] * n).sum() / n.sum() == pytest.approx(34.19, abs=0.01)
    effort = score_timeline(answers, kind="ces")
    # Six questions of one person are no six people, and more than one answer.
    assert (effort["n_effective"] < effort["n"] / 3).all()
    assert (effort["n_effective"] > n.to_numpy()).all()
    assert (effort["n"] > 5 * n.to_numpy()).all()


def test_the_french_survey_has_no_dates():
    answers = read_answers(shared("survey_nps_fr_retail/nps.csv.gz"))
    line = score_timeline(answers)
    assert line.empty
    assert "t" in line.attrs["columns"]
