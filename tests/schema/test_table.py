"""What the names of columns promise, held by every declared table."""

import importlib
import pkgutil

import pandas as pd
import pytest

import cxkit as cx
import cxkit.schema
from cxkit.errors import SchemaError
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.table import FLAG, INSTANT, NUMBER, WHOLE, Table, column


def declared():
    """Find every declared table under cxkit.schema."""
    modules = pkgutil.walk_packages(cxkit.schema.__path__, "cxkit.schema.")
    found = [vars(importlib.import_module(module.name)).values() for module in modules]
    tables = {value.name: value for values in found for value in values if isinstance(value, Table)}
    return tables.values()


def test_names_of_columns_say_their_type():
    allowed = {"_at": {INSTANT}, "is_": {FLAG}, "n_": {WHOLE, NUMBER}, "share_": {NUMBER}}
    for table in declared():
        for name, one in table.columns.items():
            for part, types in allowed.items():
                if name.endswith(part) if part == "_at" else name.startswith(part):
                    assert str(one.dtype) in types, (table.name, name)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [("n_texts", -1, "at least 0"), ("share_low", 1.2, "at most 1"), ("share", -0.1, "at least 0")],
)
def test_counts_and_shares_are_bounded_by_their_names(name, value, rule):
    # Fifty columns of results had no bounds because whoever declared them forgot to write them.
    table = Table(name="t", row="one", columns={name: column(NUMBER, "what it is")})
    with pytest.raises(SchemaError, match=rule):
        conform(pd.DataFrame({name: [value]}), table)


def test_a_narrower_bound_is_kept():
    table = Table(name="t", row="one", columns={"n": column(WHOLE, "times", low=1)})
    assert len(table.columns["n"].checks) == 1


def test_first_tries_end_in_a_sentence():
    # A text in place of a table, tables in the wrong order, a comment in another column: the first
    # gave AttributeError, the second KeyError, and the third was read as no texts at all.
    texts = pd.DataFrame({"feedback_id": ["a"], "text": ["Fine"], "created_at": pd.NaT})
    mentions = cx.annotate(texts)
    cases = [
        (lambda: cx.annotate("The courier was rude"), "a table is needed, and a str was given"),
        (lambda: cx.annotate(texts.rename(columns={"text": "texts"})), "Did you mean 'texts'"),
        (lambda: cx.sentiment_timeline(mentions, texts), "feedback: 1 of the needed columns"),
        (lambda: cx.quotes(texts, mentions), "mentions: 5 of the needed columns"),
        (lambda: cx.recovery_queue(mentions, texts), "feedback: 1 of the needed columns"),
        (lambda: cx.near_duplicates(mentions), "Column 'text' is missing"),
    ]
    for call, said in cases:
        with pytest.raises(SchemaError, match=said):
            call()


def test_a_value_of_another_dtype_is_told_once_and_in_words():
    # it was told twice, as coerce_dtype('Float64') and as dtype('Float64')
    frame = pd.DataFrame({"feedback_id": ["a"], "rating": ["five"], "created_at": ["вчера"]})
    with pytest.raises(SchemaError, match="feedback: 2 problems") as told:
        conform(frame, FEEDBACK)
    assert "1 value against the rule 'a number' (five), first at row 0" in str(told.value)
    assert "'a time, such as 2026-05-31' (вчера)" in str(told.value)


def test_a_column_that_is_there_twice_is_refused():
    frame = pd.DataFrame([["a", "x", "y"]], columns=["feedback_id", "text", "text"])
    with pytest.raises(SchemaError, match="'text' is there more than once"):
        conform(frame, FEEDBACK)
