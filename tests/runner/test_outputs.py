"""What leaves with the executed notebook."""

from cxkit.runner.outputs import tidied


def test_names_in_what_a_cell_prints_are_masked_and_scripts_stay(tmp_path):
    # A frame shown in a cell left the notebook with names: only forms were masked.
    shown = {"text/plain": ["0  Иван Петров"], "text/html": ["<td>Иван Петров</td>"]}
    script = {"text/html": "<script>var Martha = 1</script>"}
    error = {"evalue": "Иван Петров is no date", "traceback": ["Иван Петров is no date"]}
    outputs = [{"text": ["Менеджер Иван Петров\n"]}, {"data": shown}, {"data": script}, error]
    notebook = {"metadata": {}, "cells": [{"outputs": outputs}]}
    kept = tidied(notebook, tables=tmp_path, secrets=[])["cells"][0]["outputs"]
    assert kept[0]["text"] == ["Менеджер •••••••••••\n"]
    assert kept[1]["data"] == {
        "text/plain": ["0  •••••••••••"],
        "text/html": ["<td>•••••••••••</td>"],
    }
    assert kept[2]["data"] == script
    assert kept[3] == {"evalue": "••••••••••• is no date", "traceback": ["••••••••••• is no date"]}


def test_names_in_the_quotes_of_a_figure_are_masked_and_its_labels_stay(tmp_path):
    # The hovers of the journey's curve named people in the notebook that is kept beside the page.
    figure = {"data": [{"customdata": [["Then Keisha answered the call"]], "x": ["Santa Monica"]}]}
    output = {"data": {"application/vnd.plotly.v1+json": figure}, "output_type": "display_data"}
    notebook = {"cells": [{"outputs": [output]}], "metadata": {}}
    kept = tidied(notebook, tables=tmp_path, secrets=[])["cells"][0]["outputs"][0]["data"]
    shown = kept["application/vnd.plotly.v1+json"]["data"][0]
    assert shown == {"customdata": [["Then •••••• answered the call"]], "x": ["Santa Monica"]}
