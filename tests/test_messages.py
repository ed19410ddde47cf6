"""Messages in Russian: every sentence that cxkit raises or warns with has its Russian."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from cxkit import cli, errors
from cxkit.errors import CxkitWarning, ReadError, SchemaError
from cxkit.messages import in_russian, language
from cxkit.readers.check import check_file
from cxkit.reports.file_check import check_lines

ROOT = Path(__file__).resolve().parents[1]
OURS = {name for name in vars(errors) if name.endswith("Error")}
CYRILLIC = re.compile("[А-Яа-яЁё]")
VALUE = "‹1›"
"""What stands in the places of a sentence: no word of either language."""


def _sentence(node: ast.expr) -> str:
    """Give an f-string with a value in each place, or the first of two alternatives."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr():
            return "".join(map(_sentence, node.values))
        case ast.FormattedValue(value=ast.IfExp(body=ast.Constant(value=str() as text))):
            return text
        case ast.BinOp(op=ast.Add()):
            return _sentence(node.left) + _sentence(node.right)
    return VALUE


def _said() -> Iterator[tuple[str, str]]:
    """Give the place and the words of each sentence that the code raises or warns with."""
    for path in sorted((ROOT / "cxkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else node
            if not (isinstance(call, ast.Call) and call.args):
                continue
            name = ast.unparse(call.func)
            if (isinstance(node, ast.Raise) and name in OURS) or name == "warnings.warn":
                sentence = _sentence(call.args[0])
                if re.search("[a-z]{2} [a-z]{2}", sentence):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", sentence


def test_every_sentence_raised_or_warned_with_has_its_russian() -> None:
    said = list(_said())
    assert len(said) > 150
    missing = [f"{at}: {words}" for at, words in said if not CYRILLIC.search(in_russian(words))]
    assert missing == []


def test_what_stands_in_a_sentence_stays_as_it_was() -> None:
    for _, sentence in _said():
        assert in_russian(sentence).count(VALUE) == sentence.count(VALUE), sentence


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("1 row", "1 строка"),
        ("22 rows", "22 строки"),
        ("1,205 rows", "1\u202f205 строк"),
        ("a_row, b rows", "a_row, b rows"),
        ("x.csv: there is no such file. Check the name and the folder.",
         "x.csv: такого файла нет. Проверьте имя и папку."),
        ("feedback: 1 of the needed columns is not there. Column 'text' is missing. Did you mean"
         " 'texts'? Needed: feedback_id, text.",
         "feedback: не хватает нужных столбцов: 1. Столбца «text» нет. Может быть, «texts»?"
         " Нужны: feedback_id, text."),
        ("x.csv: 22 of 90 rows refused (empty text: 12; the id is there already: 10)."
         " refused(frame) lists them.",
         "x.csv: отклонено 22, всего 90 строк (пустой текст: 12; такой номер уже есть: 10)."
         " Их перечислит refused(frame)."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_and_the_phrases_inside_it_are_put_into_russian(
    english: str, russian: str
) -> None:
    assert in_russian(english) == russian


def test_the_time_of_a_long_sentence_of_strangers_grows_with_it_alone() -> None:
    text = "x: 'a', " * 20_000
    assert in_russian(text) == text


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"CXKIT_LANGUAGE": "ru", "LANG": "en_GB.UTF-8"}, "ru"),
        ({"CXKIT_LANGUAGE": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"CXKIT_LANGUAGE": "en", "LC_ALL": "ru_RU.UTF-8"}, "en"),
        ({"CXKIT_LANGUAGE": "", "LC_ALL": "de_DE.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
    ],
)
def test_the_variable_decides_before_the_system(
    variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == told


def test_an_error_prints_in_the_language_of_messages_and_keeps_its_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = ReadError("x.csv: this is a folder. Name one file in it.")
    warning = CxkitWarning("a story was passed over: x.txt")
    assert str(error) == "x.csv: this is a folder. Name one file in it."
    monkeypatch.setenv("CXKIT_LANGUAGE", "ru")
    assert str(error) == "x.csv: это папка. Назовите один файл в ней."
    assert str(warning) == "история пропущена: x.txt"
    assert error.args[0] == "x.csv: this is a folder. Name one file in it."
    assert str(SchemaError("feedback: nobody knows.")) == "feedback: nobody knows."


def test_what_is_seen_in_a_file_is_told_in_russian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "отзывы.csv"
    file.write_text("дата;текст;оценка\n03.04.2026;Быстро привезли;5\n04.04.2026;;4\n", "utf-8")
    english = check_lines(check_file(file).to_dict())
    monkeypatch.setenv("CXKIT_LANGUAGE", "ru")
    russian = check_lines(check_file(file).to_dict())
    assert english[0] == "отзывы.csv: 1 review read from 2 rows, 1 refused."
    assert russian[0] == "отзывы.csv: прочитано 1 отзыв, в файле 2 строки, отклонено 1."
    assert len(russian) == len(english)
    assert "               1 × пустой текст (первая: строка 3, 'text')" in russian
    told = [line for line in russian if line.startswith("  заметка")]
    assert told
    assert all(CYRILLIC.search(line.removeprefix("  заметка")) for line in told)


def test_what_is_noted_of_the_sample_data_has_its_russian() -> None:
    noted = [
        sentence
        for path in sorted((ROOT / "data").rglob("*.csv"))
        for found in [check_file(path)]
        for sentence in (found.message, found.why, *found.warnings, *found.reading.get("notes", []))
        if sentence
    ]
    assert len(noted) > 20
    assert [sentence for sentence in noted if not CYRILLIC.search(in_russian(sentence))] == []


def test_the_help_of_every_command_is_in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXKIT_LANGUAGE", "ru")
    whole = cli.in_language(typer.main.get_command(cli.app))
    commands = whole.commands.values()
    told = [whole.help, *(one.help for one in commands)]
    told += [param.help for one in commands for param in one.params]
    assert len(told) > 40
    assert [text for text in told if not CYRILLIC.search(text)] == []
