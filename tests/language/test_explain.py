"""What was given is explained by its words; what was withheld is said with the reason."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.language.annotate import read_text
from cxkit.language.explain import explain


def test_every_given_code_is_explained():
    text = "Курьер нахамил, но товар хороший. Ждал два часа!"
    found = explain(text)
    assert found["given"].sum() == len(read_text(text, is_story=False))
    assert (found["because"] != "").all()


def test_tone_is_explained_by_its_words():
    found = explain("Курьер нахамил")
    because = found.loc[found["layer"] == "sentiment", "because"].item()
    assert because.startswith("нахамил -")


@pytest.mark.parametrize(
    ("text", "layer", "words"),
    [
        # What is supposed in one sentence took the words of the next one from the explanation.
        (
            "If it had come on time I would be glad. The staff were great and kind.",
            "sentiment",
            ["great", "kind"],
        ),
        ("Это п****ц какой-то. Всё хорошо", "sentiment", ["п****ц", "Всё хорошо"]),
        # A clause without a word of tone takes the tone of its sentence.
        ("Курьер приехал в семь, и всё было прекрасно", "touchpoint", ["прекрасно"]),
    ],
)
def test_tone_is_explained_by_the_words_that_were_counted(text, layer, words):
    found = explain(text)
    because = found.loc[found["layer"] == layer, "because"].iloc[0]
    assert [word for word in words if word not in because] == []


def test_a_denied_feeling_is_shown_as_withheld():
    found = explain("Я не рад", language="ru")
    withheld = found[~found["given"]]
    assert withheld["code"].tolist() == ["joy"]
    assert withheld["because"].tolist() == ["не засчитано: «рад» отрицается словом «не»"]


def test_another_language_is_shown_as_withheld():
    found = explain("Das ist nicht gut.")
    assert "not read" in found.loc[~found["given"], "because"].item()


def test_nothing_is_explained_of_an_empty_text():
    assert explain("").empty


def test_a_judged_code_is_explained_by_words_and_not_by_forms():
    text = (
        "I ordered a lamp on the website on Monday. They promised delivery by Friday. On Friday "
        "nobody came and nobody called. I rang three times. The manager apologised for it."
    )
    found = explain(text, is_story=True)
    judged = found[found["because"].str.startswith("judged by")]
    assert "no_proactive_update" in set(judged["code"])
    assert not judged["because"].str.contains(r"\b(?:pos|len|g|told) ", regex=True).any()


@pytest.mark.parametrize("text", [None, float("nan"), b"Late", pd.DataFrame({"text": ["Late"]})])
def test_what_is_no_text_is_told(text):
    # An empty cell gave "expected string or bytes-like object".
    with pytest.raises(ParameterError, match=f"of the type {type(text).__name__}"):
        explain(text)
