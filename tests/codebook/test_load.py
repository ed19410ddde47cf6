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
    ],
)
def test_a_code_without_labels_is_refused_with_a_sentence(tmp_path, text, said):
    # a TypeError of our own code came up instead
    own = tmp_path / "codes.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        cx.load_codebook(own)


def test_a_whole_copy_of_the_codebook_can_be_edited(tmp_path):
    whole = (ROOT / "cxkit" / "codebook" / "codebook.yaml").read_text(encoding="utf-8")
    own = tmp_path / "codes.yaml"
    own.write_text(whole.replace("en: Delivery and", "en: Parcels and"), encoding="utf-8")
    assert cx.load_codebook(own).stages["receive"].en.startswith("Parcels and")
