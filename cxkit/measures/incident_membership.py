"""Which contacts and texts belong to an incident: by words, likeness, case and customer.

The researcher's overruling comes last and always wins.
"""

from collections.abc import Mapping

import pandas as pd

from cxkit.errors import ParameterError, some
from cxkit.schema.conform import conform
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.incident import Window
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.incident_membership import INCIDENT_MEMBERSHIP

SURE = 0.5
"""Likeness from which a text belongs by itself."""
LIKELY = 0.15
"""Likeness from which a text belongs when its customer has another contact of the incident."""
NEAR = pd.Timedelta("14D")
"""Time between contacts of one customer in which the second may be about the same thing."""
DAY = pd.Timedelta("1D")
SOON = pd.Timedelta("12h")
"""Time after a contact in which one on another line is its handover."""
OF_CONTACTS = ["contact_id", "case_id", "customer_key", "started_at", "line", "direction"]
OF_TEXTS = ["feedback_id", "customer_key", "created_at", "kind"]
"""What is looked at: a file's own columns may be called as those that are made here."""
SCORES = {"words": 0.95, "case": 0.9, "column": 0.95, "handover": 0.8, "told": 0.7, "customer": 0.6}


def incident_membership(
    contacts: pd.DataFrame,
    topics: pd.DataFrame,
    window: Window,
    *,
    feedback: pd.DataFrame | None = None,
    cases: pd.Series | None = None,
    overrule: pd.DataFrame | None = None,
    since: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Judge every contact and text of the window.

    Rules, strongest first: *words* of the topic; *likeness* of at least 0.5; the *column* of an
    event log that the researcher named (through *cases*); the same *case*; a *handover* (another
    line within 12 hours of a member contact of the customer); *told* (the provider called a
    customer of the incident); the same *customer* within 14 days with a likeness of at least 0.15.

    Of CONTACTS and the MENTIONS of the topic, by words and by likeness. *feedback* other than
    contacts, such as reviews, belongs by words or likeness only, and stories are looked at whatever
    their date. *cases* belong whatever is said in them. *overrule* is the researcher's word:
    source_id and is_member. *since* is the release that began the incident, UTC: what is *earlier*
    has the same words from another cause and is left out; a date without an hour counts by the end
    of its day.

    Returns
    -------
    DataFrame
        INCIDENT_MEMBERSHIP in order of time: members, and what came near (score of 0.05 or more).

    Raises
    ------
    ParameterError
        *overrule* names ids that are not in the window.
    """
    best = _best(conform(topics, MENTIONS))
    rows = window.cut(conform(contacts, CONTACTS)[OF_CONTACTS], "started_at")
    rows, early = _split(rows, "started_at", since, window)
    parts = [_judged_contacts(rows, best, cases), _earlier(_judged_contacts(early, best, None))]
    if feedback is not None:
        texts = conform(feedback, FEEDBACK)[OF_TEXTS]
        is_story = texts["kind"].eq("story").fillna(False)
        others = window.cut(texts[~is_story], "created_at")
        others, early = _split(others, "created_at", since, window)
        parts += [_judged_texts(part, best) for part in (others, texts[is_story])]
        parts.append(_earlier(_judged_texts(early, best)))
    judged = pd.concat([part for part in parts if len(part)] or parts[:1])
    judged = _overruled(judged, overrule)
    near = judged["score"].gt(0) | judged["rule"].eq("researcher")
    return conform(judged[near].sort_values(["at", "source_id"]), INCIDENT_MEMBERSHIP)


def _split(
    rows: pd.DataFrame, column: str, since: pd.Timestamp | None, window: Window
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part what may be of the incident from what is older than its release."""
    if since is None:
        return rows, rows.iloc[:0]
    hour = rows[column] - rows[column].dt.normalize()
    midnights = [at - at.normalize() for at in (*window, window.end.normalize())]
    is_early = rows[column].mask(hour.isin(midnights), rows[column] + DAY).lt(since)
    return rows[~is_early], rows[is_early]


def _earlier(judged: pd.DataFrame) -> pd.DataFrame:
    rule = judged["rule"].mask(judged["is_member"], "earlier")
    return judged.assign(rule=rule, is_member=False)


def _best(mentions: pd.DataFrame) -> pd.DataFrame:
    """Give the strongest mention of each text: words before likeness."""
    by_words = mentions["by"].str.startswith("topic:")
    ranked = mentions.assign(
        has_words=by_words, likeness=mentions["score"].where(~by_words).astype(float)
    )
    order = {"has_words": False, "score": False, "start": True, "end": True}
    ranked = ranked.sort_values(list(order), ascending=list(order.values()))
    named = ranked.drop_duplicates("feedback_id").set_index("feedback_id")
    return named[["has_words", "likeness", "start", "end", "quote"]]


def _judged_texts(texts: pd.DataFrame, best: pd.DataFrame) -> pd.DataFrame:
    judged = texts.rename(columns={"feedback_id": "source_id", "created_at": "at"})
    judged = judged.drop(columns="kind").merge(
        best, left_on="source_id", right_index=True, how="left"
    )
    judged = judged.assign(kind="feedback", **_by_text(judged))
    return _finished(judged)


def _by_text(rows: pd.DataFrame) -> Mapping[str, pd.Series]:
    likeness = rows["likeness"].fillna(0.0)
    by_words = rows["has_words"].eq(True).fillna(False)
    rule = pd.Series("none", index=rows.index)
    rule = rule.mask(likeness.ge(SURE), "likeness").mask(by_words, "words")
    return {"rule": rule, "score": likeness.mask(by_words, SCORES["words"])}


def _judged_contacts(
    rows: pd.DataFrame, best: pd.DataFrame, cases: pd.Series | None
) -> pd.DataFrame:
    judged = rows.rename(columns={"contact_id": "source_id", "started_at": "at"})
    judged = judged.merge(best, left_on="source_id", right_index=True, how="left")
    judged = judged.assign(kind="contact", **_by_text(judged))
    if cases is not None:
        judged = _take(judged, judged["case_id"].isin(cases), "column")
    judged = _take(judged, _same_case(judged), "case")
    judged = _take(judged, _after_member(judged, SOON, other_line=True), "handover")
    is_out = judged["direction"].eq("out").fillna(False)
    judged = _take(judged, is_out & _after_member(judged, NEAR), "told")
    is_like = judged["likeness"].fillna(0.0).ge(LIKELY)
    judged = _take(judged, is_like & _near_member(judged), "customer")
    # A handover may have opened the case that the customer's next contacts carry.
    judged = _take(judged, _same_case(judged), "case")
    return _finished(judged)


def _take(judged: pd.DataFrame, fits: pd.Series, rule: str) -> pd.DataFrame:
    """Take in what *fits* and no stronger rule has taken."""
    new = fits & judged["rule"].eq("none")
    score = judged["score"].mask(new, judged["score"].clip(lower=SCORES[rule]))
    return judged.assign(rule=judged["rule"].mask(new, rule), score=score)


def _same_case(judged: pd.DataFrame) -> pd.Series:
    members = judged.loc[judged["rule"].ne("none"), "case_id"].dropna()
    return judged["case_id"].isin(members) & judged["case_id"].notna()


def _after_member(
    judged: pd.DataFrame, reach: pd.Timedelta, *, other_line: bool = False
) -> pd.Series:
    """Tell which contacts follow a member contact of the same customer within *reach*.

    With *other_line* the line must differ from that of the customer's contact just before.
    """
    ordered = judged[judged["at"].notna()].sort_values(["at", "source_id"])
    by_customer = ordered.groupby("customer_key")
    member_at = ordered["at"].where(ordered["rule"].ne("none"))
    last = member_at.groupby(ordered["customer_key"]).ffill()
    last = last.groupby(ordered["customer_key"]).shift()
    follows = (ordered["at"] - last).le(reach)
    if other_line:
        follows &= ordered["line"].ne(by_customer["line"].shift())
    return follows.reindex(judged.index, fill_value=False)


def _near_member(judged: pd.DataFrame) -> pd.Series:
    """Tell which contacts have a member contact of the same customer within `NEAR`."""
    known = judged.dropna(subset=["customer_key", "at"]).sort_values("at")
    times = known[["customer_key", "at"]]
    members = times[known["rule"].ne("none")].assign(is_near=True)
    near = pd.merge_asof(
        times, members, on="at", by="customer_key", direction="nearest", tolerance=NEAR
    ).set_axis(known.index)
    return near["is_near"].eq(True).reindex(judged.index, fill_value=False)


def _finished(judged: pd.DataFrame) -> pd.DataFrame:
    judged = judged.assign(is_member=judged["rule"].ne("none"))
    names = [name for name in INCIDENT_MEMBERSHIP.columns if name in judged]
    return judged[names]


def _overruled(judged: pd.DataFrame, overrule: pd.DataFrame | None) -> pd.DataFrame:
    if overrule is None or overrule.empty:
        return judged
    said = overrule.set_index("source_id")["is_member"].astype(bool)
    unknown = said.index.difference(judged["source_id"])
    if len(unknown):
        raise ParameterError(
            f"The overruling names ids that are not in the incident's window: {some(unknown)}."
            " Use ids of contacts or texts as the readers give them."
        )
    named = judged["source_id"].isin(said.index)
    word = judged["source_id"].map(said).where(named)
    return judged.assign(
        rule=judged["rule"].mask(named, "researcher"),
        is_member=judged["is_member"].mask(named, word).astype(bool),
        score=judged["score"].mask(named, word.astype("Float64")).astype(float),
    )
