"""What was planted in the project's own data is found by the readers."""

import warnings

import pytest
import yaml

from cxkit.errors import CxkitWarning
from cxkit.readers.answers import read_answers
from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.reading import refused
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories


@pytest.fixture(scope="module")
def planted(samples):
    return yaml.safe_load((samples / "planted.yaml").read_text(encoding="utf-8"))


def quietly(read, file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CxkitWarning)
        return read(file)


@pytest.mark.parametrize("name", ["reviews_shop_ru", "reviews_shop_en"])
def test_planted_faults_of_the_reviews_are_refused_or_told(samples, planted, name):
    reviews = quietly(read_reviews, samples / f"{name}.csv")
    facts = planted[name]
    assert reviews.attrs["reading"][0]["n_rows"] == facts["rows"]
    reasons = refused(reviews)["reason"].str.split(":").str[0].value_counts()
    assert reasons["empty text"] == facts["empty_text"]
    assert reasons.get("the id is there already", 0) == facts["repeated_rows"]
    told = " ".join(reviews.attrs["reading"][0]["notes"])
    assert "rating: " in told
    assert reviews["created_at"].isna().sum() <= facts["bad_date"]
    assert reviews["created_at"].isna().any()


def test_contacts_and_events_are_complete(samples, planted):
    contacts = quietly(read_contacts, samples / "contacts.csv")
    assert len(contacts) == planted["contacts"]["rows"]
    assert contacts["started_at"].isna().sum() == planted["contacts"]["bad_start"]
    events = quietly(read_events, samples / "events.csv")
    assert len(events) == planted["events"]["rows"]
    assert events["case_id"].nunique() == planted["events"]["cases"]


def test_every_story_is_read(samples):
    stories = read_stories(samples / "stories")
    assert len(stories) == len(list((samples / "stories").glob("*.txt")))
    for row in stories.itertuples():
        data = (samples / "stories" / row.source).read_bytes()
        assert row.text == data.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["survey_nps.csv", "survey_wide.xlsx", "survey.sav"])
def test_every_survey_has_its_recommend_question(samples, name):
    answers = quietly(read_answers, samples / name)
    assert "nps" in set(answers["question_kind"])


def test_no_question_of_the_survey_is_lost_or_of_another_kind(samples):
    wide = quietly(read_answers, samples / "survey_wide.xlsx")
    assert "телефон" in set(wide["text"])
    labelled = quietly(read_answers, samples / "survey.sav")
    assert {"nps", "csat", "ces"} <= set(labelled["question_kind"])


def test_every_sample_goes_through_check(samples):
    unread = set()
    for file in sorted(one for one in samples.iterdir() if one.is_file()):
        check = check_file(file)
        assert check.message.startswith(file.name)
        if not check.is_read:
            unread.add(file.name)
    notes = {"incident.yaml", "plan.yaml", "planted.yaml"}
    assert unread - notes <= {"incidents_actions.csv"}
