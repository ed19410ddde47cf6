from email.message import EmailMessage

import pandas as pd
import pytest

from cxkit.errors import ReadError
from cxkit.readers.check import check_file
from cxkit.readers.contacts import read_contacts


def message(number, text, **heads):
    mail = EmailMessage()
    mail["From"] = "Анна Ли <anna@mail.ru>"
    mail["Date"] = f"Mon, 0{number} Feb 2025 10:00:00 +0300"
    mail["Message-ID"] = f"<{number}@shop>"
    mail["Subject"] = "Где заказ?"
    for head, value in heads.items():
        mail[head.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def test_each_message_of_a_box_is_a_contact_of_its_exchange(tmp_path):
    messages = [
        message(3, "Заказ не пришёл"),
        message(4, "From here on\nnothing", In_Reply_To="<3@shop>"),
    ]
    box = b"".join(b"From x Mon Feb 3 10:00:00 2025\n" + bytes(one) + b"\n" for one in messages)
    file = tmp_path / "box.mbox"
    file.write_bytes(box)
    contacts = read_contacts(file)
    assert contacts["contact_id"].tolist() == ["3@shop", "4@shop"]
    assert contacts["case_id"].tolist() == ["3@shop", "3@shop"]
    assert contacts["text"].tolist() == ["Заказ не пришёл", "From here on\nnothing"]
    assert contacts["started_at"].iloc[0] == pd.Timestamp("2025-02-03 07:00", tz="UTC")
    assert contacts["customer_key"].str.fullmatch("p-[0-9a-f]{12}").all()
    assert contacts["subject"].iloc[0] == "Где заказ?"
    assert "anna" not in contacts.to_csv()
    assert check_file(file).kind == "contacts"


def test_a_message_in_tags_is_read_as_its_words(tmp_path):
    mail = message(3, "")
    mail.set_content("<p>Where is it?<br>Thanks</p>", subtype="html")
    (tmp_path / "one.eml").write_bytes(bytes(mail))
    assert read_contacts(tmp_path / "one.eml")["text"].tolist() == ["Where is it?\nThanks"]


def test_a_box_without_messages_is_refused(write):
    with pytest.raises(ReadError, match="no message in it that says from whom"):
        read_contacts(write("nothing here", name="box.mbox"))
