import json

import pytest

from cxkit.errors import ParameterError
from cxkit.runner.extract import extract

STORY = (
    "I ordered a lamp on Monday.\r\n\r\nThe courier came two hours late and was rude to me. "
    "I rang the shop, and nobody answered the phone.\r\nI will never order there again.\n"
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "lamp.txt"
    path.write_bytes(STORY.encode())
    return path


def test_offsets_point_into_the_file_with_its_line_ends(story, tmp_path):
    (path,) = extract([story], tmp_path / "out")
    got = json.loads(path.read_text(encoding="utf-8"))
    assert set(got) == {"episodes", "factors", "recovery", "outcomes", "promises", "effort"}
    spans = [(item["start"], item["end"]) for item in [*got["episodes"], *got["factors"]]]
    assert spans
    assert all(0 <= start < end <= len(STORY) for start, end in spans)
    late = next(item for item in got["factors"] if item["code"] == "broken_promise")
    assert "courier" in STORY[late["start"] : late["end"]]


def test_two_stories_of_one_name_are_refused(story, tmp_path):
    other = tmp_path / "lamp.md"
    other.write_text(STORY, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"lamp\.json"):
        extract([story, other], tmp_path / "out")
