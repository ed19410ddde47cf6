"""Real exports, where they lie beside the repository; nothing of them is stored here."""

import pytest

from cxkit.readers.answers import read_answers
from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.reviews import read_reviews


def net_promoters(answers):
    """Share of 9 and 10 minus share of 0 to 6, in points."""
    value = answers.loc[answers["question_kind"] == "nps", "value"].dropna()
    return 100 * ((value >= 9).mean() - (value <= 6).mean()), len(value)


def test_every_file_is_read_or_refused_with_a_sentence(shared):
    files = [one for one in shared.rglob("*") if one.is_file()]
    assert len(files) > 30
    for file in files:
        check = check_file(file)
        assert check.message.startswith(file.name)
        assert len(check.message) < 900
        assert check.is_read or check.message.rstrip().endswith((".", ")"))


def test_the_mobile_survey_has_its_known_score(shared):
    answers = read_answers(shared / "survey_spss" / "Mobiles_feedback_4_weeks.sav")
    score, n = net_promoters(answers)
    assert (round(score, 2), n) == (34.19, 895)
    assert answers.loc[answers["question_kind"] == "nps", "question_id"].unique().tolist() == ["Q8"]


def test_the_french_survey_has_its_known_score(shared):
    answers = read_answers(shared / "survey_nps_fr_retail" / "nps.csv.gz")
    score, n = net_promoters(answers)
    assert (round(score, 2), n) == (53.63, 6832)


def test_tweets_are_read_with_american_dates(shared):
    with pytest.warns(UserWarning, match="79 of 7,288 rows refused"):
        tweets = read_reviews(shared / "en_airline_tweets" / "Tweets.csv.gz")
    assert tweets["created_at"].dt.strftime("%Y-%m").unique().tolist() == ["2015-02"]
    assert "negativereason" in tweets


def test_marketplace_reviews_are_read_with_their_stars(shared):
    reviews = read_reviews(shared / "ru_marketplace_stars" / "wildberries_reviews.csv")
    assert len(reviews) == 2483
    assert reviews["rating"].dropna().between(1, 5).all()


def test_logs_are_read_whole(shared):
    incidents = shared / "log_bpic2013_incidents" / "bpic2013_incidents.xes.gz"
    assert len(read_events(incidents)) == 65_533
    assert len(read_contacts(incidents)) == 7_554
    assert len(read_events(shared / "log_helpdesk_tickets" / "helpdesk.xes.gz")) == 21_348
    assert len(read_events(shared / "log_ecom_clickstream" / "ecom.csv.gz")) == 15_401
