import pandas as pd
import pytest

from cxkit.errors import ReadError
from cxkit.readers.incident import read_incident, read_overrule


def written(tmp_path, text, name="incident.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_time_without_a_zone_belongs_to_the_incidents_zone(tmp_path):
    path = written(
        tmp_path,
        "id: I-1\ntime_zone: Europe/Moscow\ntimes: {fixed_at: 2026-04-19T03:20:00}\n",
    )
    # Moscow is three hours ahead of UTC.
    assert read_incident(path).at("fixed") == pd.Timestamp("2026-04-19 00:20", tz="UTC")


def test_a_time_with_a_zone_keeps_it(tmp_path):
    path = written(
        tmp_path,
        "id: I-1\ntime_zone: Europe/Moscow\ntimes: {fixed_at: 2026-04-19T03:20:00+01:00}\n",
    )
    assert read_incident(path).at("fixed") == pd.Timestamp("2026-04-19 02:20", tz="UTC")


def test_the_last_day_of_the_window_is_inside(tmp_path):
    path = written(tmp_path, "id: I-1\nwindow: {from: 2026-04-13, to: 2026-04-14}\n")
    window = read_incident(path).span
    assert window.days == 2
    assert window.end == pd.Timestamp("2026-04-15", tz="UTC")


def test_an_id_like_007_stays_text(tmp_path):
    assert read_incident(written(tmp_path, "id: 007\n")).id == "007"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: x\n", "id: it is needed"),
        ("id: I-1\nstatee: draft\n", "Did you mean 'state'?"),
        ("id: I-1\nstate: finished\n", "'finished' is not allowed"),
        ("id: I-1\nwindow: {from: 2026-05-02, to: 2026-05-01}\n", "ends on 2026-05-01"),
        ("id: I-1\ntime_zone: Mars/Base\n", "not in the IANA list"),
        ("id: I-1\ntimes: {fixed: 2026-05-01}\n", "'fixed' is not known"),
        ("id: I-1\nwindow: {from: yesterday, to: 2026-05-01}\n", "'yesterday' is no date"),
        (
            "id: I-1\ntimes: {deployed_at: 2026-05-02, fixed_at: 2026-05-01}\n",
            "fixed_at (2026-05-01 00:00 UTC) is before deployed_at",
        ),
        (
            "id: I-1\ntimes: {fixed_at: 2026-05-02, verified_at: 2026-05-01}\n",
            "verified_at (2026-05-01 00:00 UTC) is before fixed_at",
        ),
        (
            "id: I-1\nwindow: {from: 2026-05-01, to: 2026-05-09}\n"
            "baseline: {from: 2026-04-01, to: 2026-05-01}\n",
            "baseline: it ends on 2026-05-01, not before the window begins",
        ),
        ("id: I-1\nactions: [{id: A, what: x}, {id: A, what: y}]\n", "the id 'A' is given twice"),
        ("id: I-1\ntopic: {touchpoints: [deliveri]}\n", "Did you mean 'delivery'?"),
        ("just words\n", "has lines such as"),
        ("id: [1\n", "cannot be read as YAML"),
    ],
)
def test_a_wrong_incident_file_is_a_sentence(tmp_path, text, said):
    with pytest.raises(ReadError) as caught:
        read_incident(written(tmp_path, text))
    assert said in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_missing_incident_file_is_named(tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        read_incident(tmp_path / "none.yaml")


def test_the_overruling_reads_yes_and_no_in_both_languages(tmp_path):
    path = written(tmp_path, "source_id;is_member\nc1;да\nc2;no\n", "overrule.csv")
    assert read_overrule(path)["is_member"].tolist() == [True, False]


def test_the_overruling_names_the_row_that_says_neither(tmp_path):
    path = written(tmp_path, "source_id,is_member\nc1,yes\nc2,maybe\n", "overrule.csv")
    with pytest.raises(ReadError, match=r"row 3, is_member='maybe'"):
        read_overrule(path)


def test_the_zone_of_the_run_serves_an_incident_that_names_none(tmp_path):
    path = written(tmp_path, "id: I-1\ntimes: {fixed_at: 2026-04-19 03:20}\n")
    found = read_incident(path, timezone="Asia/Tokyo").at("fixed")
    assert found == pd.Timestamp("2026-04-18 18:20", tz="UTC")
    named = written(tmp_path, "id: I-1\ntime_zone: Europe/Lisbon\n", "named.yaml")
    assert read_incident(named, timezone="Asia/Tokyo").time_zone == "Europe/Lisbon"


def test_what_is_left_empty_is_not_stated(tmp_path):
    # "fixed_at:" of an incident that still goes on was refused: '' is no date.
    text = "id: I-1\nworkaround:\ntimes:\n  acknowledged_at: 2026-04-19\n  fixed_at:\n"
    assert list(read_incident(written(tmp_path, text)).times) == ["acknowledged_at"]


@pytest.mark.parametrize("words", ["[card, карта]", "{en: card, ru: карта}"])
def test_words_may_be_a_list_or_one_word_a_language(tmp_path, words):
    path = written(tmp_path, f"id: I-1\ntopic: {{words: {words}}}\n")
    assert sorted(read_incident(path).topic.phrases) == ["card", "карта"]


def test_an_owner_is_named_in_one_language_or_both(tmp_path):
    # A Russian page said "head of order service".
    plain = read_incident(written(tmp_path, "id: I-1\nowner_role: head of support\n"))
    both = read_incident(written(tmp_path, "id: I-1\nowner_role: {ru: директор, en: head}\n"))
    assert [one.owner_role.of("ru") for one in (plain, both)] == ["head of support", "директор"]
