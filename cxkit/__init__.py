"""Customer-experience research: journey maps, sentiment timelines and incident post-mortems.

The public names, and nothing else: ``import cxkit as cx``. Work goes one way::

    reviews = cx.read_reviews("reviews.csv")  # read_...: a file becomes a table
    cx.refused(reviews)  # rows set aside, with reasons
    mentions = cx.annotate(reviews)  # what the texts say, each with its place
    timeline = cx.sentiment_timeline(reviews, mentions, period="7D")  # a small result
    cx.plot_sentiment_timeline(timeline)  # plot_...: a figure of a result
    cx.quotes(mentions, reviews, touchpoint="delivery")  # the words that prove it

A name that ends in ``_section`` makes a part of a report's page. ``help(cx.annotate)`` explains
one name. Its module is imported when it is first used, so that the command line starts at once.
"""

from importlib import import_module
from typing import Any

from cxkit.errors import did_you_mean

__version__ = "0.1.0"

_MODULES = {
    "cxkit.codebook.load": ("load_codebook",),
    "cxkit.figures.journey_map": ("plot_journey_map",),
    "cxkit.figures.sentiment_timeline": ("plot_sentiment_timeline",),
    "cxkit.language.sentiment.adapted_sentiment": ("adapted_sentiment", "contradictions"),
    "cxkit.language.annotate": ("annotate",),
    "cxkit.language.explain": ("explain",),
    "cxkit.language.sentiment.fit_sentiment": ("fit_sentiment",),
    "cxkit.language.open_answers": ("annotate_answers",),
    "cxkit.language.sentiment.sentiment_model": ("load_sentiment",),
    "cxkit.language.incident_mentions": ("incident_mentions",),
    "cxkit.language.suggest": ("suggest_codes",),
    "cxkit.measures.action_effects": ("action_effects",),
    "cxkit.measures.alerts": ("alerts",),
    "cxkit.measures.answer_distribution": ("answer_distribution",),
    "cxkit.measures.agreement": ("agreement",),
    "cxkit.measures.case_timeline": ("case_timeline",),
    "cxkit.measures.change_points": (
        "change_points",
        "change_segments",
    ),
    "cxkit.measures.choice_shares": ("choice_shares",),
    "cxkit.measures.contact_steps": ("contact_steps",),
    "cxkit.measures.coding_sheet": ("coding_sheet", "machine_sheet"),
    "cxkit.measures.corrections": ("correct",),
    "cxkit.measures.directly_follows": ("directly_follows",),
    "cxkit.measures.drivers": ("drivers",),
    "cxkit.measures.effort": ("effort",),
    "cxkit.measures.event_flow": ("event_flow",),
    "cxkit.measures.event_paths": ("event_paths",),
    "cxkit.measures.event_steps": ("event_steps",),
    "cxkit.measures.incident_postmortem": ("incident_postmortem",),
    "cxkit.measures.journey_aggregate": ("journey_aggregate",),
    "cxkit.measures.journey_codes": ("journey_codes",),
    "cxkit.measures.journey_deviations": ("journey_deviations",),
    "cxkit.measures.journey_groups": ("journey_groups",),
    "cxkit.measures.journey_map": ("journey_map",),
    "cxkit.measures.journey_overview": ("journey_overview",),
    "cxkit.measures.journey_summary": ("journey_summary",),
    "cxkit.measures.mention_counts": ("mention_counts",),
    "cxkit.measures.near_duplicates": (
        "doubled_periods",
        "near_duplicates",
        "without_duplicates",
    ),
    "cxkit.measures.net_promoter_score": ("net_promoter_score",),
    "cxkit.measures.open_answers": ("open_answer_timeline", "open_answer_tones"),
    "cxkit.measures.ping_pong": ("ping_pong",),
    "cxkit.measures.period_differences": ("period_differences",),
    "cxkit.measures.promises": ("promises",),
    "cxkit.measures.public_holidays": ("public_holidays",),
    "cxkit.measures.questions_asked": ("questions_asked",),
    "cxkit.measures.recovery_queue": ("recovery_queue",),
    "cxkit.measures.satisfaction": ("customer_effort", "other_scales", "satisfaction"),
    "cxkit.measures.score_timeline": ("score_timeline",),
    "cxkit.measures.seasonality": ("seasonality",),
    "cxkit.measures.sentiment_timeline": ("sentiment_timeline",),
    "cxkit.measures.spikes": ("spikes",),
    "cxkit.measures.survey_overlap": ("survey_overlap",),
    "cxkit.measures.theme_shares": ("theme_shares",),
    "cxkit.measures.typical_paths": ("typical_paths",),
    "cxkit.measures.tone_and_mix": ("tone_and_mix",),
    "cxkit.readers.alert_rules": ("read_alert_rules",),
    "cxkit.readers.answer_files": ("read_answer_files",),
    "cxkit.readers.answers": ("read_answers",),
    "cxkit.readers.check": ("check_file",),
    "cxkit.readers.coding_sheet": ("read_coding_sheet",),
    "cxkit.readers.contacts": ("read_contacts",),
    "cxkit.readers.corrections": ("read_corrections",),
    "cxkit.readers.events": ("read_events",),
    "cxkit.readers.feedback": ("read_feedback",),
    "cxkit.readers.happenings": ("read_happenings",),
    "cxkit.readers.incident": ("read_incident", "read_overrule"),
    "cxkit.readers.incident_files": ("read_incident_files",),
    "cxkit.readers.open_answers": ("open_answers",),
    "cxkit.readers.plan": ("read_plan",),
    "cxkit.readers.reading": ("refused",),
    "cxkit.readers.reviews": ("read_reviews",),
    "cxkit.readers.stories": ("read_stories",),
    "cxkit.reports.adapted_sentiment": ("adaptation_section",),
    "cxkit.reports.alerts": ("alerts_section",),
    "cxkit.reports.blocks": ("show",),
    "cxkit.reports.case_timeline": ("case_section",),
    "cxkit.reports.charts": ("chart",),
    "cxkit.reports.choice_shares": ("choices_section",),
    "cxkit.reports.drivers": (
        "drivers_section",
        "mix_section",
        "themes_section",
    ),
    "cxkit.reports.event_flow": ("flows_section",),
    "cxkit.reports.incident_causes": ("causes_sections",),
    "cxkit.reports.incident_losses": ("losses_sections",),
    "cxkit.reports.incident_overview": ("incident_head", "overview_sections"),
    "cxkit.reports.incident_proof": ("proof_sections",),
    "cxkit.reports.incident_records": ("changes_section", "write_incident_records"),
    "cxkit.reports.journey_aggregate": ("aggregate_section",),
    "cxkit.reports.journey_deviations": ("deviations_section",),
    "cxkit.reports.journey_head": (
        "journey_head",
        "journey_method",
    ),
    "cxkit.reports.journey_map": ("journey_grid",),
    "cxkit.reports.journey_path": (
        "one_path",
        "path_sections",
    ),
    "cxkit.reports.near_duplicates": ("duplicates_section",),
    "cxkit.reports.open_answers": ("open_answers_section",),
    "cxkit.reports.period_differences": ("differences_section",),
    "cxkit.reports.provenance": ("provenance",),
    "cxkit.reports.qda_project": ("write_qda_project",),
    "cxkit.reports.quotes": ("quotes",),
    "cxkit.reports.recovery_queue": ("recovery_section",),
    "cxkit.reports.seasonality": ("seasonality_section",),
    "cxkit.reports.sentiment_panels": ("panels_section",),
    "cxkit.reports.sentiment_timeline": (
        "happenings_section",
        "timeline_method",
        "timeline_section",
    ),
    "cxkit.reports.spikes": ("spikes_section",),
    "cxkit.reports.survey_head": ("survey_head",),
    "cxkit.reports.survey_scores": (
        "other_questions_section",
        "overlap_section",
        "questions_section",
        "score_groups_section",
        "score_section",
        "survey_method",
    ),
    "cxkit.reports.tables": (
        "table",
        "write_tables",
    ),
    "cxkit.reports.timeline_head": ("timeline_head",),
    "cxkit.reports.tour": (
        "files_section",
        "layers_section",
        "next_section",
        "quotes_section",
        "tour_head",
    ),
    "cxkit.reports.typical_paths": ("paths_sections",),
    "cxkit.runner.notebook_check": ("check_parameters",),
    "cxkit.runner.secrets": ("secret",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        hint = did_you_mean(name, _HOME)
        raise AttributeError(f"module 'cxkit' has no attribute '{name}'.{hint}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
