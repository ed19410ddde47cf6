import json

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from cxkit.reports.blocks import MIME, Figure, Head, Note, Quote, Quotes, Table, show

ATTACK = "<script>alert(1)</script>"


@pytest.fixture
def published():
    """What a notebook's cell would show."""
    shell = InteractiveShell.instance()
    kept, shell.display_pub = shell.display_pub, CapturingDisplayPublisher(shell=shell)
    yield shell
    shell.display_pub = kept
    InteractiveShell.clear_instance()


def test_every_kind_shows_itself_as_data_text_and_harmless_html(six_charts):
    for block in six_charts:
        bundle = block._repr_mimebundle_()
        assert bundle[MIME]["kind"] == block.kind
        assert json.dumps(bundle[MIME])
        assert bundle["text/plain"]
        assert "<script" not in bundle["text/html"]


@pytest.mark.parametrize(
    "block",
    [
        Note(ATTACK),
        Head("r", "en", ATTACK, ATTACK, (ATTACK,)),
        Table("t", ATTACK, (ATTACK,), ((ATTACK,), ({"text": ATTACK},))),
        Quotes((Quote(ATTACK, 0, 4, ATTACK, ATTACK, ATTACK, ATTACK),), ATTACK, ATTACK),
    ],
)
def test_strangers_markup_is_text_in_the_notebook_too(block):
    assert "<script" not in block._repr_mimebundle_()["text/html"]


def test_words_of_a_table_stand_to_the_left_in_the_notebook_and_numbers_to_the_right():
    shown = Table("t", "c", ("who", "n"), (("a", "1"),), align="lr")._repr_mimebundle_()[
        "text/html"
    ]
    assert '<td style="text-align:left">a</td><td>1</td>' in shown


def test_group_shows_each_block_as_its_own_output(published):
    show(Note("First."), show(Note("Second.")))._ipython_display_()
    shown = [output["data"][MIME]["text"] for output in published.display_pub.outputs]
    assert shown == ["First.", "Second."]


def test_figure_is_drawn_by_the_notebook(six_charts):
    figure = next(block for block in six_charts if isinstance(block, Figure))
    assert "application/vnd.plotly.v1+json" in figure._repr_mimebundle_()
