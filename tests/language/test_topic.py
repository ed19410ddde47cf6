"""Topic membership by words, in any form and either language, with exact places."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.language.topic import find_topic


def places(texts, words):
    feedback = pd.DataFrame({"feedback_id": [f"f{i}" for i in range(len(texts))], "text": texts})
    found = find_topic(feedback, words, topic="INC-1")
    for row in found.itertuples():
        assert texts[int(row.feedback_id[1:])][row.start : row.end] == row.quote
    return found[["feedback_id", "quote"]].to_numpy().tolist()


def test_a_russian_phrase_is_met_in_other_forms():
    texts = ["Заказы почему-то не были оплачены", "Курьер вовремя"]
    assert places(texts, ["заказ оплачен"]) == []
    assert places(["Двойной оплаты не было"], ["двойная оплата"]) == [["f0", "Двойной оплаты"]]


def test_words_between_neighbours_are_few():
    assert places(["They charged me again twice"], ["charge twice"]) == [
        ["f0", "charged me again twice"]
    ]
    assert places(["They charged me and my poor old mother twice"], ["charge twice"]) == []


def test_a_phrase_does_not_cross_a_sentence():
    assert places(["I paid. Twice I called."], ["paid twice"]) == []


def test_a_topic_without_words_is_refused():
    with pytest.raises(ParameterError, match="names no topic"):
        places(["text"], ["", "!"])


def test_no_text_gives_no_mentions():
    assert places([None], ["paid"]) == []
