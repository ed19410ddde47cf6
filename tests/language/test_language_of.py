"""The language of sentences and texts: named where known, "other" where not."""

import pytest

from cxkit.language.ground.document import parse


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Доставили вовремя", "ru"),
        ("Delivered on time", "en"),
        ("Заказал iPhone 15 Pro Max", "ru"),
        ("Wi-Fi не работает", "ru"),
        ("I love Москва", "en"),
        ("Дуже дякую, все сподобалось", "other"),
        ("Өте жақсы дүкен", "other"),
        ("Das Essen war nicht gut", "other"),
        ("Le service est très mauvais", "other"),
        ("El servicio es muy malo", "other"),
        ("很好", "other"),
        ("שירות גרוע", "other"),
        ("", "other"),
        ("😡", "other"),
        ("12345", "other"),
        ("cafe was great, très chic!", "en"),
        ("РЎРїР°СЃРёР±Рѕ", "other"),
        ("Всё понравилось, спасибо. The staff was great too.", "mixed"),
        ("Всё понравилось: и еда, и персонал, и вид. Ok.", "ru"),
    ],
)
def test_language(text, language):
    assert parse(text).language == language


def test_parts_of_a_mixed_text_have_their_own_language():
    sentences = parse("Очень плохо. Very bad. Sehr schlecht und nicht gut.").sentences
    assert [sentence.language for sentence in sentences] == ["ru", "en", "other"]


def test_a_sentence_of_marks_has_the_language_of_an_english_text_with_a_capital_i():
    # "ı" in capitals is the plain "I": nearly every English text looked foreign
    sentences = parse("Well, I did. :-D").sentences
    assert [sentence.language for sentence in sentences] == ["en", "en"]
