"""The sections about one customer's path: its map, the verdict, the causes."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.errors import ParameterError, did_you_mean
from cxkit.measures.corrections import CODER
from cxkit.reports.blocks import Call, Group, Items, Section, Table, Tone, show
from cxkit.reports.findings.journey_map import factors_finding, map_finding, verdict_finding
from cxkit.reports.journey_map import journey_grid, place_of, texts_of
from cxkit.reports.journey_words import say
from cxkit.reports.promises import promises_section
from cxkit.reports.wording import Language, forms, lowered, word
from cxkit.schema.mentions import INFERRED
from cxkit.schema.results.journey_map import SEPARATOR

Path = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]


def one_path(
    journey: pd.DataFrame,
    summary: pd.DataFrame,
    promises: pd.DataFrame,
    effort: pd.DataFrame,
    *,
    story: str = "",
) -> Path:
    """Take the rows of one path out of the four frames.

    Parameters
    ----------
    journey, summary, promises, effort : DataFrame
        JOURNEY_MAP, JOURNEY_SUMMARY, PROMISES and EFFORT of many paths.
    story : str
        ``feedback_id`` of the path; "" takes the one with most moments, then the worst mean,
        then the first by id.

    Returns
    -------
    tuple of DataFrame
        The same four frames with that path only; empty ones when there is no path.

    Raises
    ------
    ParameterError
        No path has that id.
    """
    ids = summary["feedback_id"]
    if story and not ids.eq(story).any():
        raise ParameterError(
            f"story='{story}': no text with this id tells a moment."
            f"{did_you_mean(story, ids)} There are {len(ids)} paths."
        )
    ranked = summary.sort_values(
        ["n_moments", "mean", "feedback_id"], ascending=[False, True, True]
    )
    chosen = story or (ranked["feedback_id"].iloc[0] if len(ranked) else "")
    frames = tuple(
        frame.loc[frame["feedback_id"] == chosen].reset_index(drop=True)
        for frame in (journey, summary, promises, effort)
    )
    return frames[0], frames[1], frames[2], frames[3]


def path_sections(
    path: Path, mentions: pd.DataFrame, feedback: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build all sections about one path: map, promises, verdict, causes; nothing without one.

    Parameters
    ----------
    path : tuple of DataFrame
        As `one_path` gives it.
    mentions, feedback : DataFrame
        MENTIONS and FEEDBACK, for the words behind the verdict and the causes.
    language : {"ru", "en"}
        Language of the page.
    """
    return show(
        path_section(path, feedback, language=language),
        promises_section(path[2], feedback, language=language),
        verdict_section(path, mentions, feedback, language=language),
        factors_section(path, mentions, feedback, language=language),
    )


def path_section(path: Path, feedback: pd.DataFrame, *, language: Language = "en") -> Group:
    """Build the map of one path, as `one_path` gives it; nothing when there is none."""
    journey, summary, *_ = path
    if journey.empty:
        return show()
    codes = load_codebook()
    labels = {
        int(moment): codes.label(code, language)
        for moment, code in zip(journey["moment"], journey["touchpoint"], strict=True)
    }
    source = str(journey["feedback_id"].iloc[0])
    lead = say("of_one", language, kind=_kind_of(source, feedback, language), source=source)
    finding = map_finding(summary.iloc[0], labels, language)
    section = Section("story", finding, say("name_story", language), lead)
    return show(section, journey_grid(*path, feedback, language=language))


def _kind_of(source: str, feedback: pd.DataFrame, language: Language) -> str:
    """Name what the path was told in: a story, a review; a story where the table does not say."""
    kinds = feedback.loc[feedback["feedback_id"] == source, "kind"] if "kind" in feedback else []
    kind = next((str(kind) for kind in kinds if pd.notna(kind)), "story")
    return forms(kind, language)[0]


def verdict_section(
    path: Path, mentions: pd.DataFrame, feedback: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build the verdict on the relationship with its words, and what was made good.

    A recovery act that the text does not mention is unknown, not refused; so is one that only the
    text as a whole tells.
    """
    journey, summary, *_ = path
    if journey.empty:
        return show()
    own = _own(mentions, journey)
    acts = own.loc[own["layer"] == "recovery"].drop_duplicates("code")
    said = own.loc[own["layer"] == "outcome"]
    texts, codes = texts_of(feedback), load_codebook()
    told = {row["code"]: _told(row, codes, texts, language, "pos") for _, row in acts.iterrows()}
    done = {code for code, item in told.items() if "quote" in item}
    checks = [
        {"text": entry.label(language), "state": "yes" if code in done else "unknown",
         **told.get(code, {})}
        for code, entry in codes.recovery.items()
        if code != "bribe" or code in told
    ]  # fmt: skip
    verdicts = [
        _told(row, codes, texts, language)
        for _, row in said.iterrows()
        if row["code"] in codes.outcomes
    ]
    section = Section(
        "verdict",
        verdict_finding(summary.iloc[0], len(done), language),
        say("name_verdict", language),
    )
    words = Items("verdict-words", tuple(verdicts)) if verdicts else _few(language)
    return show(section, words, Items("verdict-recovery", tuple(checks), style="checklist"))


def _own(mentions: pd.DataFrame, journey: pd.DataFrame) -> pd.DataFrame:
    """Take the mentions of the path: those that a line shows in the order told, then inferred."""
    own = mentions.loc[mentions["feedback_id"] == journey["feedback_id"].iloc[0]]
    own = own.assign(is_inferred=own["by"].str.startswith(INFERRED))
    return own.sort_values(["is_inferred", "start"], kind="stable")


def _told(
    row: pd.Series, codes: Codebook, texts: dict[str, str], language: Language, tone: Tone = ""
) -> dict[str, object]:
    """Give the label of a code with its words, or with the remark that no line shows it."""
    label = codes.label(row["code"], language)
    if row["is_inferred"]:
        return {"text": f"{label} ({word('inferred', language)})"}
    return {"text": label, "quote": place_of(row, texts, tone)}


def _few(language: Language) -> Call:
    return Call(word("unknown", language), say("decision_untold", language), "few")


def factors_section(
    path: Path, mentions: pd.DataFrame, feedback: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build the table of causes, each with its words and a link to its moment.

    A cause that only the text as a whole tells has neither, and says so.
    """
    journey, *_ = path
    if journey.empty:
        return show()
    own = _own(mentions, journey)
    own = own.loc[own["layer"] == "factor"].drop_duplicates("code")
    at = _moments_of_factors(journey)
    shown = own.loc[~own["is_inferred"], "code"]
    section = Section(
        "why",
        factors_finding(
            len(shown),
            len({moment for code in shown for moment in at.get(code, ())}),
            language,
            n_unplaced=int((~shown.isin(at)).sum()),
            n_inferred=len(own) - len(shown),
        ),
        say("name_factors", language),
    )
    if own.empty:
        return show(section)
    texts = texts_of(feedback)
    rows = tuple(_factor_row(row, at, journey, texts, language) for _, row in own.iterrows())
    heads = tuple(say(head, language) for head in ("factor", "moment", "quote", "coded_by"))
    caption = say("factors", language)
    if len({row[-1] for row in rows}) == 1:
        caption = f"{caption} · {lowered(heads[-1])}: {rows[0][-1]}"
        heads, rows = heads[:-1], tuple(row[:-1] for row in rows)
    return show(section, Table("why-table", caption, heads, rows, "l" * len(heads), stack=True))


def _moments_of_factors(journey: pd.DataFrame) -> dict[str, list[int]]:
    """Code to the moments that have it."""
    found: dict[str, list[int]] = {}
    for moment, joined in zip(journey["moment"], journey["factors"], strict=True):
        for code in filter(None, joined.split(SEPARATOR)):
            found.setdefault(code, []).append(int(moment))
    return found


def _factor_row(
    row: pd.Series,
    at: dict[str, list[int]],
    journey: pd.DataFrame,
    texts: dict[str, str],
    language: Language,
) -> tuple[object, ...]:
    codes = load_codebook()
    link: object = {"text": word("unknown", language), "unknown": True}
    if moments := at.get(row["code"]):
        touchpoints = journey.set_index("moment")["touchpoint"]
        told = "; ".join(f"{one}. {codes.label(touchpoints[one], language)}" for one in moments)
        link = {"text": told, "link": f"#e{moments[0]}"}
    by = "person" if str(row["by"]).startswith(CODER) else "machine_unchecked"
    words = word("inferred", language) if row["is_inferred"] else place_of(row, texts).cell
    return (codes.label(row["code"], language), link, words, say(by, language))
