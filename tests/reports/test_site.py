from datetime import datetime

import lxml.html
import pytest

from cxkit.reports.site import render_site

AT = datetime(2026, 11, 22, 9, 20)


def manifest(run_id, status="done", value="+21", language="en", amount=None, **more):
    head = {
        "label": "Survey scores",
        "finding": f"NPS is {value}",
        "language": language,
        "subject": "",
        "base": ["412 answers"],
        "facts": [{"name": "NPS", "value": value, "amount": amount}],
    }
    made = {
        "name": "survey_scores",
        "run_id": run_id,
        "status": status,
        "sentence": "",
        "began_at": "2026-11-22T09:00:00+00:00",
        "seconds": {"all": 3.1},
        "inputs": [],
    }
    return made | ({"head": head} if status == "done" else {}) | more


def shown(*manifests):
    return lxml.html.document_fromstring(render_site(manifests, at=AT, version="0.1.0"))


def test_newest_whole_report_is_shown_with_what_changed():
    page = shown(manifest("a", amount=21), manifest("b", value="+26", amount=26))
    assert page.xpath("//h2/a/@href") == ["survey_scores/b/index.html"]
    assert "NPS: +26, was +21" in page.text_content()
    assert len(page.xpath("//svg//polyline | //*[local-name()='polyline']")) == 1


def test_line_of_figures_is_drawn_from_amounts_not_from_words():
    first = manifest("a", value="23 h", amount=23.0)
    page = shown(first, manifest("b", value="1 d 2 h", amount=26.0))
    (line,) = page.xpath("//*[local-name()='polyline']/@points")
    heights = [float(point.split(",")[1]) for point in line.split()]
    assert heights[1] < heights[0]  # 26 hours are drawn above 23
    assert shown(manifest("a"), manifest("b")).xpath("//*[local-name()='polyline']") == []


def test_a_run_without_key_facts_leaves_the_line_to_the_others():
    # One report on reviews without dates, which has no key fact, stopped the index of all reports.
    bare = manifest("c")
    bare["head"]["facts"] = []
    page = shown(manifest("a", amount=21), manifest("b", value="+26", amount=26), bare)
    (line,) = page.xpath("//*[local-name()='polyline']/@points")
    assert len(line.split()) == 2
    assert page.xpath("//h2/a/@href") == ["survey_scores/c/index.html"]
    assert shown(bare, bare).xpath("//*[local-name()='polyline']") == []


def test_failed_run_keeps_the_last_whole_report_and_says_why():
    page = shown(manifest("a"), manifest("b", "timeout", sentence="A cell took too long."))
    assert page.xpath("//h2/a/@href") == ["survey_scores/a/index.html"]
    assert "A cell took too long. Shown is the last whole report." in page.text_content()
    assert "the last run of 1 failed" in page.text_content()


def test_series_without_a_whole_report_links_to_none():
    page = shown(manifest("a", "failed", sentence="<b>broke</b>"))
    assert page.xpath("//h2/a") == []
    assert "<b>broke</b>" in page.text_content()


def test_refused_rows_are_flagged():
    assert "rows set aside: 3" in shown(manifest("a", inputs=[{"n_refused": 3}])).text_content()


@pytest.mark.parametrize(("languages", "expected"), [(["ru"], "ru"), (["ru", "en"], "en")])
def test_index_is_russian_when_all_reports_are(languages, expected):
    page = shown(*(manifest(language, language=language) for language in languages))
    assert page.get("lang") == expected


def test_empty_folder_says_so():
    assert "No reports yet" in shown().text_content()


def test_runs_on_another_subject_or_with_other_settings_are_not_compared():
    # The index said "All the time: +9, was +16": of shop B what had been told of shop A.
    def of(run_id, value, subject="Shop A", period="7D", week="47"):
        files = {"reviews": f"/data/week{week}.csv", "happenings": None}
        made = manifest(run_id, value=value, amount=1, parameters={"period": period} | files)
        made["head"]["subject"] = subject
        return made

    first = of("a", "+16")
    for other in (of("b", "+9", subject="Shop B"), of("b", "+9", period="1M")):
        page = shown(first, other)
        assert "was +16" not in page.text_content()
        assert "first run with this subject and these settings" in page.text_content()
        assert page.xpath("//*[local-name()='polyline']") == []
        assert "NPS: +12, was +16" in shown(first, other, of("c", "+12", week="48")).text_content()


def test_links_to_a_series_with_signs_in_its_name_are_quoted():
    page = shown(manifest("a", name="№ 5 #1 100%?"))
    assert page.xpath("//h2/a/@href") == ["%E2%84%96%205%20%231%20100%25%3F/a/index.html"]


def test_the_headline_shows_no_last_whole_report_where_there_is_none():
    # A first run that failed: "so the last whole one is shown" stood over "No whole report yet".
    (bare,) = shown(manifest("a", status="failed")).xpath("//h1")
    assert "shown" not in bare.text_content()
    assert "1 without a whole report yet" in " ".join(bare.text_content().split())
    (stale,) = shown(manifest("a"), manifest("b", status="failed")).xpath("//h1")
    assert "so the last whole one is shown" in " ".join(stale.text_content().split())
    assert "without" not in stale.text_content()
