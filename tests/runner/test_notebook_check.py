"""Plain papermill only warns of a misspelled name, and then runs on the sample: exit code 0."""

import pytest

from cxkit.errors import ParameterError
from cxkit.runner.notebook_check import check_parameters
from cxkit.runner.notebooks import notebook_names, notebook_path
from cxkit.runner.parameter_file import cell_defaults


@pytest.fixture
def names(monkeypatch):
    """The names of a notebook of the kit, as they are behind its parameters cell."""
    monkeypatch.chdir(notebook_path("tour").parent)
    return lambda name, **given: cell_defaults(notebook_path(name)) | given


@pytest.mark.parametrize("name", notebook_names())
def test_the_sample_passes(name, names):
    check_parameters(name, names(name, out="tables"))


def test_a_name_that_papermill_injects_must_be_known(names):
    cells = [
        "",
        "# Parameters: literals\nperiod = '7D'\nout = None",
        "# Parameters\nperod = '1M'\n",
    ]
    said = r"no parameter 'perod'. Did you .*'period'\? It has: language, reviews, .*period"
    with pytest.raises(ParameterError, match=said):
        check_parameters("tour", names("tour", In=cells, perod="1M"))


def test_cells_may_run_in_another_order(names):
    # papermill's own notebook, opened by a person who runs a cell of it again
    cells = ["%matplotlib inline", "# Parameters\nperiod = '1M'\nout = 'tables'\n"]
    check_parameters("tour", names("tour", In=cells, period="1M"))


def test_a_copy_may_have_parameters_of_its_own(names):
    cells = ["period = '7D'\nshop = ''", "# Parameters\nshop = 'North'\n"]
    check_parameters("tour", names("tour", In=cells, shop="North"))


def test_names_of_later_cells_are_no_parameters(names):
    check_parameters("tour", names("tour", In=["period = '7D'", "reviewz = 3"], reviewz=3))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"period": "7"}, "period=7: a length of time has a unit"),
        ({"period": 7}, "period=7: text is needed, such as '7D'"),
        ({"language": "de"}, "language=de: one of these"),
        ({"reviews": "no.csv"}, r"reviews=no.csv: there is no such file"),
    ],
)
def test_wrong_values_are_refused(given, said, names):
    with pytest.raises(ParameterError, match=said):
        check_parameters("tour", names("tour", **given))


def test_own_data_beside_the_samples_are_refused(tmp_path, names):
    # in JupyterLab one line was changed, and the page told of two firms
    own = tmp_path / "reviews.csv"
    own.write_text("text\nGood\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="story, survey, subject would be of the sample"):
        check_parameters("tour", names("tour", reviews=str(own)))
    check_parameters("tour", names("tour", reviews=str(own), story=None, survey=None, subject=""))
