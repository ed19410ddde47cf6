"""What contributed to an incident: counted in records and in words, case by case."""

import pandas as pd

from cxkit.measures.escalation import PARTNERS
from cxkit.measures.incident_promises import is_of_promise
from cxkit.measures.intervals import share_intervals
from cxkit.schema.conform import conform, empty
from cxkit.schema.mentions import INFERRED, MENTIONS
from cxkit.schema.results.incident_contacts import ASKED
from cxkit.schema.results.incident_factors import INCIDENT_FACTORS

FEWEST = 3
"""Cases below which a factor is not listed, unless there are fewer than ten cases in all."""
SMALL = 10

SAID = {
    "lacks:reference": "no_case_reference", "lacks:instruction": "knowledge_gap",
    "lacks:history": "siloed_data", "lacks:partner_contact": "siloed_data",
    "answer:does_not_know": "knowledge_gap", "answer:nothing_wrong": "knowledge_gap",
    "answer:ask_elsewhere": "effort_shifted", "answer:come_in_person": "effort_shifted",
    "act:threat_public": "responds_to_pressure",
    "act:paid_twice": "billing_error",
}  # fmt: skip
"""What is said in a contact, as a factor of the codebook."""
NOT_HERE = frozenset(("product_defect", "responds_to_pressure"))
"""In support contacts, "there is a fault" is the topic and a threat is no proof of what worked.
So is mere lateness ("the refund has not come"), which alone is no broken promise."""


def incident_factors(
    incident: pd.DataFrame,
    mentions: pd.DataFrame,
    promises: pd.DataFrame,
    cases: pd.DataFrame,
    *,
    texts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List the contributing factors with what shows them: INCIDENT_FACTORS, most cases first.

    Records show: no case number (no contact of the case has one, others do), repeated contact,
    ping-pong, a partner that had to call (siloed data), broken promises, and contradictory messages
    (a customer got two different answers). Words (MENTIONS of the layers factor and topic) show the
    factors of the codebook. Each of *texts*, FEEDBACK other than contacts, is a case of its own.
    Empty when nothing shows a factor.
    """
    thread_of = _threads(incident, texts)
    words = _words(conform(mentions, MENTIONS), thread_of)
    log = _log(incident, conform(mentions, MENTIONS), promises, cases)
    n_all = int(thread_of.nunique())
    shown = pd.concat([words[["factor", "thread_id"]], log]).drop_duplicates()
    if shown.empty:
        return empty(INCIDENT_FACTORS)
    rows = pd.DataFrame(
        {
            "n_cases": shown.groupby("factor")["thread_id"].nunique(),
            "n_log": log.groupby("factor")["thread_id"].nunique(),
            "n_words": words.groupby("factor")["thread_id"].nunique(),
        }
    )
    rows = rows.fillna(0).astype(int).rename_axis("factor").reset_index()
    rows = rows[rows["n_cases"].ge(FEWEST if n_all >= SMALL else 1)].assign(n_all=n_all)
    rows = rows.join(share_intervals(rows["n_cases"], rows["n_all"]))
    has_log, has_words = rows["n_log"].gt(0), rows["n_words"].gt(0)
    rows["confidence"] = pd.Series("both", index=rows.index).mask(~has_log, "words")
    rows["confidence"] = rows["confidence"].mask(~has_words, "log")
    rows = rows.merge(_typical(words), on="factor", how="left")
    return conform(
        rows.sort_values(["n_cases", "factor"], ascending=[False, True]), INCIDENT_FACTORS
    )


def _threads(incident: pd.DataFrame, texts: pd.DataFrame | None) -> pd.Series:
    """Give the case of every contact and text."""
    of_contacts = incident.set_index("contact_id")["thread_id"]
    if texts is None or texts.empty:
        return of_contacts
    case = texts["customer_key"].fillna(texts["feedback_id"])
    return pd.concat([of_contacts, pd.Series(case.to_numpy(), index=texts["feedback_id"])])


def _words(mentions: pd.DataFrame, thread_of: pd.Series) -> pd.DataFrame:
    is_factor = mentions["layer"].eq("factor")
    factor = mentions["code"].where(is_factor, mentions["code"].map(SAID))
    rows = mentions.assign(factor=factor, thread_id=mentions["feedback_id"].map(thread_of))
    rows = rows.dropna(subset=["factor", "thread_id"])
    from_contacts = rows["by"].eq("contact_talk") | ~rows["feedback_id"].eq(rows["thread_id"])
    is_topic = rows["factor"].eq("broken_promise") & ~is_of_promise(rows)
    return rows[~(from_contacts & (rows["factor"].isin(NOT_HERE) | is_topic))]


def _log(
    incident: pd.DataFrame, mentions: pd.DataFrame, promises: pd.DataFrame, cases: pd.DataFrame
) -> pd.DataFrame:
    asked = incident[incident["role"].isin(ASKED)]
    threads = asked.groupby("thread_id")
    numberless = threads["case_id"].apply(lambda numbers: numbers.isna().all())
    if asked["case_id"].isna().all():  # An export without case numbers shows nobody without one.
        numberless = numberless.iloc[:0]
    partner = incident["line"].str.lower().isin(PARTNERS).fillna(False)
    answers = mentions[mentions["code"].str.startswith("answer:")].merge(
        asked[["contact_id", "thread_id"]], left_on="feedback_id", right_on="contact_id"
    )
    # Passing on and "fixed" are no rival answers to the question what is wrong.
    answers = answers[~answers["code"].isin(["answer:pass_on", "answer:fixed"])]
    different = answers.groupby("thread_id")["code"].nunique()
    shown = {
        "no_case_reference": numberless.index[numberless] if len(numberless) else [],
        "repeated_contact": asked.loc[asked["role"].eq("repeat"), "thread_id"].unique(),
        "no_escalation_path": cases.loc[cases["is_ping_pong"], "thread_id"],
        "siloed_data": incident.loc[partner, "thread_id"].unique(),
        "broken_promise": promises.loc[promises["result"].isin(["broken", "late"]), "thread_id"],
        "vague_promise": promises.loc[promises["result"].eq("vague"), "thread_id"],
        "contradictory_messages": different.index[different.gt(1)],
    }
    parts = [
        pd.DataFrame({"thread_id": list(who)}).assign(factor=name) for name, who in shown.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _typical(words: pd.DataFrame) -> pd.DataFrame:
    """Give the words nearest the usual length of each factor: not the most striking ones.

    A factor that texts tell only as a whole has none.
    """
    words = words[~words["by"].str.startswith(INFERRED)]
    length = (words["end"] - words["start"]).astype(float)
    middle = length.groupby(words["factor"]).transform("median")
    ranked = words.assign(_far=(length - middle).abs()).sort_values(
        ["_far", "feedback_id", "start"]
    )
    first = ranked.drop_duplicates("factor").rename(columns={"feedback_id": "source_id"})
    return first[["factor", "source_id", "start", "end", "quote"]]
