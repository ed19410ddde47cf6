import pytest

from cxkit.errors import CxkitWarning
from cxkit.readers.check import check_file
from cxkit.readers.reading import refused
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories

ANDROID = """05/13/26, 09:10 - Messages and calls are end-to-end encrypted.
05/13/26, 09:11 - Ann Lee: Where is my parcel?
It was promised for noon
05/13/26, 9:15 PM - Shop: <Media omitted>
05/14/26, 10:00 - Ann Lee: It came: thanks
"""
IPHONE = """\u200e[14.05.2026, 09:10:07] Магазин: \u200eСообщения защищены сквозным шифрованием.
[14.05.2026, 09:10:07] Анна: Где мой заказ?
[14.05.2026, 09:20:00] Магазин: Уже едет
"""


def test_each_message_of_a_chat_is_a_row_and_names_nobody(write):
    # A chat was one story, dates and names in it.
    file = write(ANDROID, "WhatsApp Chat with Shop.txt")
    assert (check_file(file).kind, check_file(file).is_read) == ("reviews", True)
    with pytest.warns(CxkitWarning, match="2 of 4 rows refused"):
        chat = read_reviews(file)
    assert chat["text"].tolist() == [
        "Where is my parcel?\nIt was promised for noon", "It came: thanks",
    ]  # fmt: skip
    assert chat["created_at"].dt.strftime("%d %H:%M").tolist() == ["13 09:11", "14 10:00"]
    assert chat["kind"].tolist() == ["message", "message"]
    assert chat["customer_key"].nunique() == 1
    assert "Lee" not in chat.to_csv()
    assert refused(chat)["row"].tolist() == [1, 4]


def test_what_the_messenger_says_in_a_name_is_no_message(write):
    with pytest.warns(CxkitWarning, match="no message: 1"):
        chat = read_reviews(write(IPHONE, "_chat.txt"))
    assert chat["text"].tolist() == ["Где мой заказ?", "Уже едет"]
    assert chat["customer_key"].nunique() == 2


def test_a_chat_that_is_named_as_a_story_is_one(write):
    assert len(read_stories(write(ANDROID, "chat.txt"))) == 1


def test_a_dated_line_alone_is_no_chat(write):
    diary = "13.05.2026, 09:10 - I called: nobody answered.\nThen I waited for an hour.\n"
    assert check_file(write(diary, "diary.txt")).kind == "stories"
