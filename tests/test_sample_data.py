"""The sample data: the same bytes every time, and what is said to be planted is really there."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
import yaml

from cxkit.measures.journey_deviations import journey_deviations
from cxkit.readers.events import read_events
from cxkit.readers.plan import read_plan

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
MAKER = ROOT / "tools" / "make_sample_data.py"
TRUTH = yaml.safe_load((DATA / "planted.yaml").read_text(encoding="utf-8"))
SHOPS = {
    "ru": {"sep": ";", "encoding": "utf-8-sig", "id": "Номер", "day": "Дата", "format": "%d.%m.%Y"},
    "en": {"sep": ",", "encoding": "utf-8", "id": "Review ID", "day": "Date", "format": "%Y-%m-%d"},
}
NAMES = {
    "ru": {"rating": "Оценка", "text": "Отзыв", "reply": "Ответ магазина", "customer": "Клиент"},
    "en": {"rating": "Rating", "text": "Review", "reply": "Shop reply", "customer": "Customer"},
}


def shop_reviews(language: str) -> pd.DataFrame:
    """The reviews of one store front with what was meant by them."""
    form, names = SHOPS[language], NAMES[language]
    path = DATA / f"reviews_shop_{language}.csv"
    raw = pd.read_csv(
        path, sep=form["sep"], encoding=form["encoding"], dtype=str, keep_default_na=False
    )
    renamed = raw.rename(columns={form["id"]: "number"} | {v: k for k, v in names.items()})
    meant = pd.read_csv(DATA / "truth" / "reviews.csv")
    meant = meant[meant["file"] == language].drop(columns="file")
    reviews = renamed.drop_duplicates("number").merge(meant, on="number", validate="1:1")
    reviews["day"] = pd.to_datetime(reviews[form["day"]], format=form["format"], errors="coerce")
    reviews.attrs["rows"] = len(raw)
    return reviews


@pytest.fixture(scope="module")
def contacts() -> pd.DataFrame:
    log = pd.read_csv(DATA / "contacts.csv", dtype=str, keep_default_na=False)
    meant = pd.read_csv(DATA / "truth" / "contacts.csv", dtype=str, keep_default_na=False)
    log = log.merge(meant, on="contact_id", validate="1:1")
    log["at"] = pd.to_datetime(log["started_at"], utc=True, errors="coerce", format="ISO8601")
    return log


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False)


def test_making_the_data_again_gives_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, str(MAKER), "--out", str(tmp_path)], check=True)
    made = [p for p in tmp_path.rglob("*") if p.suffix in (".csv", ".jsonl", ".xes", ".yaml")]
    assert len(made) >= 8
    changed = [
        p.name for p in made if p.read_bytes() != (DATA / p.relative_to(tmp_path)).read_bytes()
    ]
    assert changed == []


def test_all_files_stay_small():
    sizes = [p.stat().st_size for p in DATA.rglob("*") if p.is_file() and "stories" not in p.parts]
    assert sum(sizes) < 5_000_000


@pytest.mark.parametrize("language", ["ru", "en"])
def test_review_rows_and_flaws_can_be_recounted(language):
    reviews, truth = shop_reviews(language), TRUTH[f"reviews_shop_{language}"]
    rating = pd.to_numeric(reviews["rating"].replace("", None), errors="coerce")
    unreadable = (reviews["rating"] != "") & ~rating.between(1, 5)
    assert reviews.attrs["rows"] == truth["rows"]
    assert len(reviews) == truth["reviews"]
    assert reviews["day"].isna().sum() == truth["bad_date"]
    assert unreadable.sum() == truth["bad_rating"]
    assert (reviews["text"].str.strip() == "").sum() == truth["empty_text"]
    assert (reviews["rating"] == "").sum() == truth["missing_rating"]
    assert (reviews["reply"] != "").sum() == truth["replies"]
    assert (reviews["customer"] != "").sum() == truth["with_customer_key"]
    assert reviews["kind"].value_counts().to_dict() == truth["kinds"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_delivery_shifts_twice_and_nothing_else_does(language):
    reviews, truth = shop_reviews(language), TRUTH[f"reviews_shop_{language}"]
    reviews = reviews[~reviews["flaw"].isin(["bad_date", "bad_rating"])]
    down, up = (pd.Timestamp(truth[f"shift_{way}_week"]) for way in ("down", "up"))
    phase = pd.cut(
        reviews["day"],
        [pd.Timestamp.min, down, up, pd.Timestamp.max],
        right=False,
        labels=["before", "down", "up"],
    )
    for name, group in reviews.groupby(phase, observed=True):
        about = group["delivery"].dropna()
        other = [
            int(part.rsplit(":", 1)[1])
            for parts in group["aspects"].dropna()
            for part in parts.split()
            if not part.startswith("delivery:")
        ]
        planted = truth["phases"][name]
        assert len(about) == planted["about_delivery"]
        assert (about == -1).sum() == planted["delivery_negative"]
        assert about.mean() == pytest.approx(planted["delivery_net"], abs=1e-4)
        assert sum(other) / len(other) == pytest.approx(planted["other_net"], abs=1e-4)
    net = {name: phase["delivery_net"] for name, phase in truth["phases"].items()}
    rest = [phase["other_net"] for phase in truth["phases"].values()]
    assert net["before"] - net["down"] > 0.8
    assert 0.4 < net["up"] - net["down"] < net["before"] - net["down"]
    assert max(rest) - min(rest) < 0.12


@pytest.mark.parametrize("language", ["ru", "en"])
def test_gap_and_thin_week(language):
    reviews, truth = shop_reviews(language), TRUTH[f"reviews_shop_{language}"]
    weeks = reviews["day"].dropna().dt.to_period("W-SUN").dt.start_time.value_counts()
    assert pd.Timestamp(truth["gap_week"]) not in weeks.index
    assert weeks[pd.Timestamp(truth["few_week"])] == truth["few_week_reviews"]


def test_bought_praise_lies_in_one_week():
    reviews = shop_reviews("ru")
    bought = reviews[reviews["kind"] == "tampered"]
    assert len(bought) >= 20
    assert set(bought["rating"]) == {"5"}
    assert len(bought["day"].dt.to_period("W-SUN").unique()) == 1


def test_hostile_and_personal_texts_are_there():
    for language in ("ru", "en"):
        texts = shop_reviews(language)["text"]
        assert texts.str.contains("<script>", regex=False).any()
        assert texts.str.startswith("=HYPERLINK").any()
        assert texts.str.startswith("=cmd|").any()
        assert texts.str.contains(r"\+7 900 000|\+1 202-555-01|@example\.com").any()


def test_app_reviews():
    lines = (DATA / "reviews_app.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == TRUTH["reviews_app"]["rows"]
    russian = sum(r["locale"] == "ru-RU" for r in records)
    assert russian == TRUTH["reviews_app"]["russian"]
    # Versions once fell from 4.9 to 4.1 at New Year: the month stood in them.
    versions = [tuple(map(int, r["device"]["appVersion"].split("."))) for r in records]
    releases = [2 * minor + patch for _, minor, patch in versions]
    assert max(releases[:20]) < min(releases[-20:])
    assert all(later >= earlier - 1 for earlier, later in pairwise(releases))


def test_contact_log_can_be_recounted(contacts):
    truth = TRUTH["contacts"]
    assert len(contacts) == truth["rows"]
    assert contacts["customer_key"].nunique() == truth["customers"]
    assert (contacts["case_id"] == "").sum() == truth["without_case_id"]
    assert contacts["at"].isna().sum() == truth["bad_start"]
    assert (contacts["ended_at"] == "").sum() == truth["missing_end"]
    assert contacts["started_at"].str.endswith("+00:00").sum() == truth["in_universal_time"]
    assert contacts["topic"].value_counts().to_dict() == truth["topics"]
    ended = pd.to_datetime(contacts["ended_at"], utc=True, errors="coerce", format="ISO8601")
    assert (ended < contacts["at"]).sum() == truth["end_before_start"]
    promises = contacts.loc[contacts["promise"] != "", "promise"].value_counts().to_dict()
    assert promises == {k: v for k, v in truth["promises"].items() if k != "given"}


def test_incident_can_be_recounted(contacts):
    truth, ours = TRUTH["contacts"]["incident"], contacts[contacts["topic"] == "incident"]
    asked = ours[ours["kind"].isin(["first", "repeat"])]
    assert len(ours) == truth["contacts"]
    assert ours["customer_key"].nunique() == truth["customers"]
    assert len(asked) == truth["asked_by_customers"]
    assert len(asked) - asked["customer_key"].nunique() == truth["repeats"]
    assert ours["line"].value_counts().to_dict() == truth["by_line"]
    assert ours["channel"].value_counts().to_dict() == truth["by_channel"]
    assert (asked["case_id"] == "").sum() == truth["asked_without_case_id"]
    assert ours["at"].min() == pd.Timestamp(truth["first_signal_at"])
    told = pd.Timestamp(TRUTH["incident"]["acknowledged_at"])
    hours = (told - ours["at"].min()).total_seconds() / 3600
    assert hours == pytest.approx(truth["hours_to_acknowledgement"], abs=0.01)
    promises = ours.loc[ours["promise"] != "", "promise"].value_counts().to_dict()
    assert promises == {k: v for k, v in truth["promises"].items() if k != "given"}


def test_lines_and_ping_pong(contacts):
    truth, ours = TRUTH["contacts"]["incident"], contacts[contacts["topic"] == "incident"]
    handed = ours[ours["kind"] == "transfer"].groupby("line")["thread"].nunique()
    assert handed["1"] == truth["threads_with_ping_pong"]
    assert handed["2"] == truth["threads_handed_to_line_2"]


def test_a_promise_is_broken_only_after_its_thread_says_so(contacts):
    for fate in ("kept", "broken"):
        threads = contacts.loc[contacts["promise"] == fate, "thread"]
        said = contacts.loc[contacts["tells"] == fate, "thread"]
        assert set(threads) <= set(said)


def test_chat_gap(contacts):
    gap = TRUTH["contacts"]["chat_gap"]
    start, end = pd.Timestamp(gap["from"]), pd.Timestamp(gap["to"])
    inside = contacts["at"].between(start, end, inclusive="left")
    assert not (inside & (contacts["channel"] == "chat")).any()
    assert (inside & (contacts["channel"] == "phone")).sum() > 5


def test_events_can_be_recounted(events):
    truth = TRUTH["events"]
    assert len(events) == truth["rows"]
    assert events["case_id"].nunique() == truth["cases"]
    assert events["event"].value_counts().to_dict() == truth["counts"]
    xes = (DATA / "events.xes").read_text(encoding="utf-8")
    assert xes.count("<trace>") == truth["xes_cases"]
    assert xes.count("<event>") == truth["xes_events"]


def test_incident_file_plan_and_log_agree(events):
    incident = yaml.safe_load((DATA / "incident.yaml").read_text(encoding="utf-8"))
    plan = yaml.safe_load((DATA / "plan.yaml").read_text(encoding="utf-8"))
    inner = events[events["case_id"] == incident["id"]].set_index("event")["event_at"]
    for event, key in {
        "service_deployed": "deployed_at",
        "monitoring_alert": "monitoring_alert_at",
        "known_error_logged": "known_error_at",
        "customers_told": "acknowledged_at",
        "fix_deployed": "fixed_at",
        "fix_verified": "verified_at",
    }.items():
        written = pd.Timestamp(incident["times"][key])
        written = written if written.tzinfo else written.tz_localize("UTC")
        assert pd.Timestamp(inner[event]) == written
    named = {step["event"] for step in plan["steps"]}
    named |= {*plan["not_planned"], *plan["failures"]}
    assert named <= set(events["event"])


def test_failures_that_the_plan_names_are_failed_deviations():
    found = journey_deviations(read_events(DATA / "events.csv"), read_plan(DATA / "plan.yaml"))
    named = found[found["why"] == "named as a failure"]
    assert set(named["deviation"]) == {"failed"}
    counts = {
        event: TRUTH["events"]["counts"][event] for event in ("payment_failed", "delivery_failed")
    }
    assert named["event"].value_counts().to_dict() == counts


def test_one_customer_meets_in_many_files(contacts, events):
    shared = set(contacts["customer_key"]) & set(events["customer_key"]) - {""}
    assert len(shared) == TRUTH["shared_customers"]["contacts_and_events"]


def test_long_survey_scores():
    truth = TRUTH["survey_nps"]
    answers = pd.read_csv(DATA / "survey_nps.csv", keep_default_na=False)
    nps = pd.to_numeric(answers.loc[answers["question_id"] == "nps", "value"])
    assert len(nps) == truth["nps_answered"]
    assert 100 * ((nps >= 9).mean() - (nps <= 6).mean()) == pytest.approx(truth["nps"], abs=0.01)
    csat = pd.to_numeric(answers.loc[answers["question_id"] == "csat_delivery", "value"])
    assert (csat >= 4).sum() == truth["csat_top2"]


def test_wide_survey_scores_and_people_asked_twice():
    truth = TRUTH["survey_wide"]
    wide = pd.read_excel(DATA / "survey_wide.xlsx", dtype=str, engine="openpyxl")
    nps = pd.to_numeric(wide.filter(like="порекомендуете").iloc[:, 0])
    weight = wide["Вес"].str.replace(",", ".").astype(float)[nps.notna()]
    sign = (nps >= 9).astype(int) - (nps <= 6).astype(int)
    assert len(wide) == truth["respondents"]
    assert 100 * sign[nps.notna()].mean() == pytest.approx(truth["nps"], abs=0.01)
    weighted = 100 * (sign[nps.notna()] * weight).sum() / weight.sum()
    assert weighted == pytest.approx(truth["nps_weighted"], abs=0.01)
    after = pd.read_csv(DATA / "survey_nps.csv", dtype=str)
    both = set(wide["Клиент"]) & set(after["respondent_key"])
    assert len(both) == TRUTH["asked_twice"]["respondents"]


def test_spss_survey_scores():
    truth = TRUTH["survey_sav"]
    answers, meta = pyreadstat.read_sav(str(DATA / "survey.sav"), user_missing=True)
    known = answers["nps"].dropna()
    scores = known[known != 99]
    assert len(answers) == truth["respondents"]
    assert (known == 99).sum() == truth["nps_hard_to_say"]
    net = 100 * ((scores >= 9).mean() - (scores <= 6).mean())
    assert net == pytest.approx(truth["nps"], abs=0.01)
    assert meta.variable_value_labels["nps"][99.0] == "затрудняюсь ответить"
    assert answers["resp_id"].iloc[0] == "001"
