import json

import pytest

from cxkit.errors import CxkitWarning, ParameterError, ReadError
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


def test_a_folder_gives_one_file_a_story_under_its_whole_name(tmp_path):
    # Seven stories of a folder were merged into one file, as if one customer had told them; and
    # "v1.0 first" and "v1.0 second" were both cut to "v1".
    folder = tmp_path / "my.stories"
    folder.mkdir()
    for name, what in (("v1.0 first", "lamp"), ("v1.0 second", "sofa"), ("мой рассказ", "desk")):
        (folder / f"{name}.txt").write_text(STORY.replace("lamp", what), encoding="utf-8")
    counts = []
    written = extract([folder], tmp_path / "out", on_story=lambda *done: counts.append(done))
    names = ["v1.0 first.json", "v1.0 second.json", "мой рассказ.json"]
    assert [path.name for path in written] == names
    assert counts == [(1, 3), (2, 3), (3, 3)]
    (alone,) = extract([folder / "v1.0 first.txt"], tmp_path / "alone")
    assert written[0].read_text(encoding="utf-8") == alone.read_text(encoding="utf-8")


def test_one_of_several_that_cannot_be_read_is_told_and_passed_over(story, tmp_path):
    # `extract folder/*` stopped at one empty file, which `extract folder` passed over.
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    with pytest.warns(CxkitWarning, match=r"passed over: empty\.txt"):
        written = extract([empty, story], tmp_path / "out")
    assert [path.name for path in written] == ["lamp.json"]
    with pytest.raises(ReadError, match="the file is empty"):
        extract([empty], tmp_path / "out")
    with pytest.raises(ReadError, match="no such file"):
        extract([story, tmp_path / "lmap.txt"], tmp_path / "out")
    with pytest.warns(CxkitWarning), pytest.raises(ReadError, match="no story can be read"):
        extract([empty, empty], tmp_path / "out")


def test_two_stories_of_one_name_keep_their_endings(story, tmp_path):
    other = tmp_path / "lamp.md"
    other.write_text(STORY, encoding="utf-8")
    written = extract([story, other], tmp_path / "out")
    assert [path.name for path in written] == ["lamp.txt.json", "lamp.md.json"]


def test_two_stories_of_one_name_in_two_folders_are_refused(story, tmp_path):
    other = tmp_path / "other" / "lamp.txt"
    other.parent.mkdir()
    other.write_text(STORY, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"lamp\.txt\.json.*another name"):
        extract([story, other], tmp_path / "out")
