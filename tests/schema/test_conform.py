import pandas as pd
import pytest

from cxkit.errors import SchemaError
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK

REVIEWS = pd.DataFrame(
    {"feedback_id": ["r1", "r2"], "text": ["Good", "Bad"], "source": "shop", "rating": [5, 1]}
)


def test_a_frame_that_conforms_comes_back_the_same():
    once = conform(REVIEWS, FEEDBACK)
    pd.testing.assert_frame_equal(conform(once, FEEDBACK), once)
    assert str(once["rating"].dtype) == "Float64"
    assert str(once["reply_at"].dtype) == "datetime64[us, UTC]"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("kind", "letter", "one of: review, post"), ("feedback_id", None, "must not be missing")],
)
def test_a_right_dtype_alone_does_not_pass_a_wrong_value(column, value, told):
    # What needs no check is passed over; a declared rule or a needed value is always asked for.
    frame = conform(REVIEWS, FEEDBACK)
    frame.loc[1, column] = value
    with pytest.raises(SchemaError, match=told):
        conform(frame, FEEDBACK)
