"""A researcher's own codes: reached by a public name, as README says."""

import re
from pathlib import Path

import pytest

import cxkit as cx
from cxkit.errors import CodebookError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.filterwarnings("ignore::cxkit.errors.CxkitWarning")  # the sample has refused rows
def test_the_example_of_own_codes_in_readme_runs(tmp_path, monkeypatch):
    # own codes could be given to a dozen functions, and nothing public could load them
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    part = readme.split("### Your own codes")[1].split("\n## ")[0]
    blocks = dict(re.findall(r"```(yaml|python)\n(.*?)```", part, flags=re.DOTALL))
    (tmp_path / "codes.yaml").write_text(blocks["yaml"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reviews = cx.read_reviews(ROOT / "data" / "reviews_shop_ru.csv").head(200)
    said = {"cx": cx, "reviews": reviews}
    exec(blocks["python"], said)
    own = said["journey"].query("touchpoint == 'packaging'")
    assert len(own)
    assert set(own["stage"]) == {"receive"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("factors: {fog: thick}", "section 'factors', code 'fog': 'thick' is no mapping"),
        ("factors: {fog: }", "code 'fog': None is no mapping"),
        ("valence: {3: bliss}", "scale of section 'valence' is fixed"),
        ("factors: {fog: {ru: Туман}}", "section 'factors', code 'fog': 'en' is missing"),
        ("factors: {fog: {ru: Т, en: F, color: red}}", "'color' is unknown. A code has ru, en, is"),
        ("factors: {Туман: {ru: Т, en: F}}", "'Туман' is no name of a code: small Latin"),
        ("factors: {no: {ru: 1, en: F}}", "False is no text. Put it in quotes. .* 1 is no text"),
        ("emotions: {fog: {ru: Т, en: F, sign: 5}}", "sign=5: one of -1, 0, 1"),
        ("touchpoints: {fog: {ru: Т, en: F, stage: by}}", "yaml: touchpoint 'fog' names the stage"),
        # the first of the two was lost without a word
        (
            "factors:\n  a: {ru: А, en: A}\n  a: {ru: Б, en: B}",
            "line 3: 'a' stands there again",
        ),
    ],
)
def test_a_code_without_labels_is_refused_with_a_sentence(tmp_path, text, said):
    # a TypeError of our own code came up instead
    own = tmp_path / "codes.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        cx.load_codebook(own)


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(CodebookError, match=r"cannot be read: No such file"):
        cx.load_codebook(tmp_path / "no.yaml")
    (tmp_path / "a.yaml").write_bytes("factors: {fog: {ru: Туман, en: F}}".encode("cp1251"))
    with pytest.raises(CodebookError, match="Save it as UTF-8"):
        cx.load_codebook(tmp_path / "a.yaml")


def test_a_whole_copy_of_the_codebook_can_be_edited(tmp_path):
    whole = (ROOT / "cxkit" / "codebook" / "codebook.yaml").read_text(encoding="utf-8")
    own = tmp_path / "codes.yaml"
    own.write_text(whole.replace("en: Delivery and", "en: Parcels and"), encoding="utf-8")
    assert cx.load_codebook(own).stages["receive"].en.startswith("Parcels and")
