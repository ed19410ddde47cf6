"""Lists of records inside JSON and XML of other systems."""

import json

import pandas as pd
import pytest

from cxkit.errors import ReadError
from cxkit.readers.answers import read_answers
from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.reviews import read_reviews

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:im="http://a/rss">
<title>Reviews</title>
<entry><id>7</id><updated>2025-05-01T10:00:00-07:00</updated>
<content type="text">It crashes</content>
<im:rating>2</im:rating><author><name>nick_a</name></author></entry>
<entry><id>8</id><updated>2025-05-02T10:00:00-07:00</updated>
<content type="text">It works</content>
<im:rating>5</im:rating><author><name>nick_b</name></author></entry></feed>"""


def test_a_feed_of_reviews_in_xml_is_read(write):
    # XML was refused: "export it as CSV".
    reviews = read_reviews(write(ATOM, "reviews.xml"))
    assert reviews["text"].tolist() == ["It crashes", "It works"]
    assert reviews["rating"].tolist() == [2, 5]
    assert reviews["created_at"].iloc[0] == pd.Timestamp("2025-05-01 17:00", tz="UTC")
    assert "nick" not in reviews.to_csv()


def test_rows_in_attributes_and_in_columns_of_a_dump_are_read(write):
    rows = "".join(f'<row Id="{n}" Body="It broke {n}" Date="2025-05-0{n}"/>' for n in (1, 2, 3))
    reviews = read_reviews(write(f"<posts>{rows}</posts>", "posts.xml"))
    assert reviews["text"].tolist() == ["It broke 1", "It broke 2", "It broke 3"]
    cells = '<column name="id">{0}</column><column name="text">Плохо {0}</column>'
    tables = "".join(f'<table name="t">{cells.format(n)}</table>' for n in (1, 2, 3))
    dump = read_reviews(write(f"<pma><database>{tables}</database></pma>", "dump.xml"))
    assert dump["feedback_id"].tolist() == ["1", "2", "3"]
    assert dump["text"].iloc[2] == "Плохо 3"


def test_an_element_that_repeats_in_some_records_is_a_list_in_all(write):
    # The mark of the only aspect of one review was taken for the rating of all.
    one, two = '<aspect mark="Rel"/>', '<aspect mark="1"/><aspect mark="2"/>'
    review = "<review><text>Хороший суп</text><aspects>{}</aspects></review>"
    text = f"<reviews>{review.format(one)}{review.format(two)}{review.format(two)}</reviews>"
    reviews = read_reviews(write(text, "aspects.xml"))
    assert "rating" not in reviews.attrs["reading"][0]["columns"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("<a><b>1</b></a>", "none of its elements comes twice"), ("<a><b></a>", "the XML is broken")],
)
def test_xml_without_records_is_refused_with_a_sentence(write, text, told):
    with pytest.raises(ReadError, match=told):
        read_reviews(write(text, "a.xml"))


def test_marks_inside_a_text_of_xml_take_nothing_from_it(write):
    # The row had only "food", under a column "b", and was refused as empty.
    said = ("Great <b>food</b> here", "Late")
    text = f"<r>{''.join(f'<review><text>{one}</text></review>' for one in said)}</r>"
    assert read_reviews(write(text, "a.xml"))["text"].tolist() == ["Great food here", "Late"]


def test_outside_entities_of_xml_are_not_followed(write, tmp_path):
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    begin = f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    text = f"{begin}<r><i><text>Good &e;</text></i><i><text>Bad</text></i></r>"
    assert "secret" not in read_reviews(write(text, "a.xml")).to_csv()


def test_of_two_lists_that_with_known_names_is_read(write):
    # The posts of a network stand beside the profiles of their writers: neither was read.
    answer = {
        "response": {
            "items": [{"id": n, "date": 1741000000 + n, "text": f"Плохо {n}"} for n in range(3)],
            "profiles": [{"id": n, "first_name": "Анна"} for n in range(2)],
        }
    }
    reviews = read_reviews(write(json.dumps(answer), "wall.json"))
    assert reviews["text"].tolist() == ["Плохо 0", "Плохо 1", "Плохо 2"]


def test_records_under_numbers_are_a_list(write):
    cases = {
        str(n): {"case": {"case_number": f"6-{n}", "created_at": f"2025-05-0{n}", "subject": "Help",
                          "priority": "low"}}
        for n in (1, 2, 3)
    }  # fmt: skip
    file = write(json.dumps(cases | {"total_count": 3}), "cases.json")
    assert check_file(file).kind == "contacts"
    assert read_contacts(file)["contact_id"].tolist() == ["6-1", "6-2", "6-3"]


def test_messages_in_a_list_are_the_text_and_name_nobody(write):
    chats = [
        {"id": f"c{n}", "startedOn": f"2025-05-0{n}", "endedOn": f"2025-05-1{n}",
         "visitor": {"name": "Ann Lee"}, "agents": [{"name": "Bob Lee"}],
         "messages": [{"sender": "v", "msg": f"It broke {n}"}, {"sender": "a", "msg": "Sorry"}]}
        for n in (1, 2, 3)
    ]  # fmt: skip
    contacts = read_contacts(write(json.dumps(chats), "chats.json"))
    assert contacts["text"].iloc[0] == "It broke 1\nSorry"
    assert "Lee" not in contacts.to_csv()


def test_marks_of_parts_are_no_product(write):
    # "scores.service" was the product, as a column called "service" is.
    rows = [{"text": f"Суп остыл {n}", "scores": {"service": n}} for n in range(3)]
    columns = read_reviews(write(json.dumps(rows), "a.json")).attrs["reading"][0]["columns"]
    assert "product" not in columns


def test_words_in_a_list_are_options_and_names_are_hidden(write):
    rows = [
        {"id": n, "ended at": f"2025-05-0{n}", "nps": n, "Which?": said, "agent": ["Ann Lee"]}
        for n, said in enumerate((["Card"], ["Card", "Loan"], ["Loan"]), 1)
    ]
    file = write(json.dumps(rows), "a.json")
    answers = read_answers(file)
    assert answers.loc[answers["question_id"] == "Which?", "text"].tolist() == [
        "Card", "Card", "Loan", "Loan",
    ]  # fmt: skip
    assert "Lee" not in read_contacts(file, columns={"started_at": "ended at"}).to_csv()


def test_answers_that_name_their_questions_are_columns(write):
    # The interface of Typeform lists answers; the file was refused.
    def item(n, score, words):
        answers = [
            {"field": {"id": "a", "ref": "nps"}, "type": "number", "number": score},
            {"field": {"id": "b", "ref": "why"}, "type": "text", "text": words},
            {"field": {"id": "c"}, "type": "choice", "choice": {"label": "By phone"}},
            {"field": {"id": "d"}, "type": "choices", "choices": {"labels": ["Bar", "Spa"]}},
        ]
        return {
            "landing_id": f"l{n}", "token": f"k{n}", "submitted_at": f"2026-03-0{n}T10:00:00Z",
            "metadata": {"user_agent": "Firefox"}, "answers": answers,
        }  # fmt: skip

    items = [item(1, 9, "Quick"), item(2, 3, "Nobody answered"), item(3, 10, "Fine")]
    answers = read_answers(write(json.dumps({"items": items}), "responses.json"))
    assert answers.groupby("question_id")["value"].agg(list)["nps"] == [9, 3, 10]
    words = answers[answers["question_id"].eq("why")]["text"].tolist()
    assert words == ["Quick", "Nobody answered", "Fine"]
    assert set(answers[answers["question_id"].eq("d")]["text"]) == {"Bar", "Spa"}
    assert set(answers["question_id"]) == {"nps", "why", "c", "d"}


def test_votes_of_a_forum_are_no_rating(write):
    # Their score of 0 to 20 was read as a rating on a scale of 0 to 100.
    head = "id,created_utc,score,body,subreddit\n"
    rows = [f"r{n},176832750{n},{7 * n},The parcel came late again,acme\n" for n in range(3)]
    forum = write(head + "".join(rows), "posts.csv")
    reviews = read_reviews(forum)
    assert reviews["rating"].isna().all()
    assert reviews["score"].tolist() == ["0", "7", "14"]
    assert any("counts votes" in note for note in reviews.attrs["reading"][0]["notes"])
    told = read_reviews(forum, columns={"rating": "score"}, scale=(0, 20))
    assert told["rating"].tolist() == [0, 7, 14]


def test_names_and_values_in_a_list_are_columns(write):
    # Analytics write a session so; the whole list was left out.
    rows = [
        {
            "event_name": name, "event_timestamp": 1777629600 + n, "user_pseudo_id": "u1",
            "event_params": [
                {"key": "ga_session_id", "value": {"string_value": None, "int_value": "77"}},
                {"key": "page", "value": {"string_value": f"/p{n}"}},
            ],
        }
        for n, name in enumerate(("open", "pay"))
    ]  # fmt: skip
    events = read_events(write("\n".join(map(json.dumps, rows)), "ga.jsonl"))
    assert events["case_id"].tolist() == ["77", "77"]
    assert events["event_params.page"].tolist() == ["/p0", "/p1"]


def test_a_heading_inside_a_record_is_joined_to_its_text(write):
    rows = [
        {"id": n, "attributes": {"rating": n, "title": title, "body": body}}
        for n, title, body in ((1, "I lost money", "Twice."), (5, "Works well", "Every day."))
    ]
    reviews = read_reviews(write(json.dumps({"data": rows}), "a.json"))
    assert reviews["text"].tolist() == ["I lost money\nTwice.", "Works well\nEvery day."]


def test_lists_in_cells_of_parquet_are_text(tmp_path):
    # check_file stopped with a traceback: a list has no hash.
    file = tmp_path / "a.parquet"
    frame = pd.DataFrame({"text": ["Late", "Kind"], "rating": [1, 5], "images": [["a"], []]})
    frame.to_parquet(file)
    assert check_file(file).kind == "reviews"
    images = read_reviews(file)["images"]
    assert images[0] == '["a"]'
    assert pd.isna(images[1])


def test_seconds_with_parts_of_them_are_a_time(write):
    rows = [{"type": "message", "user": f"U{n}", "text": "Where is it?", "ts": f"177762960{n}.0002"}
            for n in range(3)]  # fmt: skip
    reviews = read_reviews(write(json.dumps(rows), "2026-05-01.json"))
    assert reviews["created_at"].dt.strftime("%Y-%m-%d %H:%M:%S").iloc[2] == "2026-05-01 10:00:02"
