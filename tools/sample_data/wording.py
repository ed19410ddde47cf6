"""Phrase files to sentences: choices, slots, genders, and the way people really type."""

import re
from functools import cache
from pathlib import Path
from random import Random

import yaml

PHRASES = Path(__file__).resolve().parent.parent / "sample_phrases"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_GENDERED = re.compile(r"<([^<>|/]*)\|([^<>|]*)\|([^<>|]*)\|([^<>|]*)>")
_NUMBER = re.compile(r"\{n:(\d+)-(\d+)(?::([^|}]*)\|([^|}]*)\|([^}]*))?\}")
_MONEY = re.compile(r"\{rub:(\d+)-(\d+)\}")
_SLOT = re.compile(r"\{(\w+)\}")
_WRITER_ENDINGS = {
    "а": ("", "а"),
    "ся": ("ся", "ась"),
    "ен": ("ен", "ьна"),
    "ла": ("", "ла"),
    "шёл": ("шёл", "шла"),
}
_KEEP_CAPITAL = (
    "Лонтр",
    "Шустрокат",
    "Ольшаник",
    "I ",
    "I'",
    "Olshanik",
    "Lontra",
    "Shustrokat",
    "O-",
    "DIY",
)

_ENDS = {1: [")", "))", ")))", "!", "!!!"], 0: ["", "...", ""], -1: ["!!!", "...", "(", "(((", "!"]}


@cache
def slips() -> dict[str, dict[str, str]]:
    """Slips of the pen by language."""
    found: dict[str, dict[str, str]] = yaml.safe_load((PHRASES / "slips.yaml").read_text("utf-8"))
    return found


def load_phrases(name: str) -> dict[str, list[str]]:
    """Sections of one phrase file: name of the section to its lines."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            current = sections.setdefault(line[3:].strip(), [])
        elif line.strip() and not line.startswith("#"):
            current.append(line)
    return sections


def plural(number: int, one: str, few: str, many: str) -> str:
    """The Russian form that goes with a number."""
    if number % 10 == 1 and number % 100 != 11:
        return one
    if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return few
    return many


def money(amount: int) -> str:
    """12490 as ``12 490``."""
    return f"{amount:,}".replace(",", " ")


def expand(
    rng: Random, phrase: str, slots: dict[str, str], *, female: bool, gender: str = "m"
) -> str:
    """One concrete sentence of a phrase line."""
    text = _GENDERED.sub(lambda m: m.group("mfnp".index(gender) + 1), phrase)

    def number(match: re.Match[str]) -> str:
        value = rng.randint(int(match.group(1)), int(match.group(2)))
        if match.group(3) is None:
            return str(value)
        word = plural(value, match.group(3), match.group(4), match.group(5))
        return f"{value}{word}" if word.startswith("-") else f"{value} {word}"

    text = _NUMBER.sub(number, text)
    text = _MONEY.sub(
        lambda m: money(rng.randint(int(m.group(1)) // 10, int(m.group(2)) // 10) * 10), text
    )
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), text, count=1)
    endings = {key: forms[female] for key, forms in _WRITER_ENDINGS.items()}
    text = _SLOT.sub(lambda m: endings.get(m.group(1), slots.get(m.group(1), m.group(0))), text)
    text = re.sub(r" +([,.!?:])", r"\1", text)
    text = re.sub(r"\bв вторник", "во вторник", re.sub(r"  +", " ", text)).strip()
    return (
        text[:1].upper() + text[1:] if re.match(r"[а-яёa-z]", text) and phrase[:1] in "[{" else text
    )


def lower_first(text: str) -> str:
    """The sentence as the second half of another, names kept."""
    if text.startswith(_KEEP_CAPITAL) or (len(text) > 1 and text[1].isupper()):
        return text
    return text[:1].lower() + text[1:]


def finish(text: str) -> str:
    """The sentence with an end mark."""
    return text if text[-1:] in ".!?)…:" or not text else text + "."


def _swap_letters(rng: Random, text: str) -> str:
    places = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    i = rng.choice(places)
    roll = rng.random()
    if roll < 0.4:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text[:i] + text[i + 1 :] if roll < 0.8 else text[:i] + text[i] + text[i:]


def _slip(rng: Random, text: str, known: dict[str, str]) -> str:
    present = [word for word in known if word in text.lower()]
    if present and rng.random() < 0.7:
        word = rng.choice(present)
        return re.sub(re.escape(word), known[word], text, count=1, flags=re.IGNORECASE)
    return _swap_letters(rng, text)


def as_typed(rng: Random, text: str, language: str, *, mood: float) -> str:
    """The text as one particular person would type it."""
    if language == "ru" and rng.random() < 0.78:
        text = text.replace("ё", "е").replace("Ё", "Е")
    if rng.random() < 0.45:
        text = text.replace(" — ", " - ").replace("«", '"').replace("»", '"')
    style = rng.random()
    if style < 0.16:
        text = lower_first(text).rstrip(".")
    elif style < 0.22:
        text = re.sub(r"[,.] ?", " ", text.lower()).strip()
    elif style < 0.32:
        text = text.rstrip(".") + rng.choice(_ENDS[(mood > 0.3) - (mood < -0.3)])
    elif style < 0.335:
        text = text.upper()
    elif style < 0.36:
        text = text.replace(". ", ".", 2)
    if rng.random() < 0.16:
        for _ in range(rng.choice([1, 1, 2, 3])):
            text = _slip(rng, text, slips()[language])
    if rng.random() < 0.08 and abs(mood) > 0.3:
        happy, sad = ["😊", "👍", "❤️", "🥰", "🔥", "😍"], ["😡", "🤦‍♀️", "😤", "👎", "😢", "🤬"]
        text += " " + rng.choice(happy if mood > 0 else sad) * rng.choice([1, 1, 1, 2, 3])
    return text
