from cxkit.measures.mention_counts import mention_counts
from cxkit.schema.conform import empty
from cxkit.schema.mentions import MENTIONS


def test_counts_of_all_layers_add_up(mentions):
    # three touchpoint mentions of one code in three texts
    assert mention_counts(mentions.assign(by="rule")).values.tolist() == [["touchpoint", 3, 3, 1]]


def test_no_mentions_give_no_rows():
    assert mention_counts(empty(MENTIONS)).empty
