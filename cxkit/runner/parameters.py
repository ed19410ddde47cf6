"""The parameters of each notebook: names, types and defaults, checked before a kernel starts.

Each class repeats the ``parameters`` cell of the notebook of the same noun; a test holds the two
together. Text from the command line is read by the declared type: ``007`` stays text where the
type is text, and only there.

Types: ``str``, ``int``, ``float``, ``bool``, ``Literal[...]``, each also ``| None``; `InputFile`
and ``list[InputFile]`` for files that must exist; `Period` for lengths of time with a unit;
`TimeZone` for names of the IANA list;
`SecretName` for a secret, which may only be named, never given.
"""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cxkit.figures.wording import Language
from cxkit.runner.secrets import REFERENCE


class FileMark:
    """Marks a parameter as the path of a file that must exist."""


class SecretMark:
    """Marks a parameter as a reference to a secret in the environment."""


InputFile = Annotated[str, FileMark()]
SecretName = Annotated[str, SecretMark(), Field(pattern=REFERENCE.pattern)]
PERIOD = r"^[1-9][0-9]*(h|D|W|M|Q)$"
Period = Annotated[str, Field(pattern=PERIOD)]
DAYS = r"^[1-9][0-9]*D$"


def _known_zone(name: str) -> str:
    """Refuse a name that is not in the IANA list, before a kernel starts."""
    if name in available_timezones():
        return name
    raise ValueError("a name of the IANA list is needed, such as UTC or Europe/Moscow")


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class Parameters(BaseModel):
    """What every notebook takes: the report's language and, from the runner, the tables' folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language = "en"
    out: str | None = None


class JourneyMap(Parameters):
    """Parameters of ``journey_map``."""

    stories: InputFile | None = "../data/stories"
    reviews: InputFile | None = "../data/reviews_shop_ru.csv"
    events: InputFile | None = "../data/events.csv"
    contacts: InputFile | None = "../data/contacts.csv"
    plan: InputFile | None = "../data/plan.yaml"
    corrections: InputFile | None = None
    story: str = ""
    case: str = "O-116964"
    step: str = "event"
    line: str = "channel"
    n_typical: Annotated[int, Field(ge=1)] = 3
    subject: str = "Olshanik"
    time_zone: TimeZone = "Europe/Moscow"
    dates: Literal["day first", "month first"] | None = None


class SentimentTimeline(Parameters):
    """Parameters of ``sentiment_timeline``."""

    reviews: InputFile = "../data/reviews_shop_ru.csv"
    happenings: InputFile | None = "../data/incidents_actions.csv"
    rules: InputFile | None = None
    fit: bool = False
    model: InputFile | None = None
    subject: str = "Olshanik"
    period: Period = "7D"
    figure: Literal["net", "share_negative", "share_positive", "sentiment", "rating"] = "net"
    by: str = "touchpoint"
    split: str = "touchpoint"
    n_groups: Annotated[int, Field(ge=1)] = 8
    time_zone: TimeZone = "Europe/Moscow"
    dates: Literal["day first", "month first"] | None = None
    min_n: Annotated[int, Field(ge=1)] = 30
    calendar: Literal["auto", "none", "ru"] = "auto"
    alpha: Annotated[float, Field(gt=0, lt=1)] = 0.05


class SurveyScores(Parameters):
    """Parameters of ``survey_scores``."""

    surveys: list[InputFile] = [
        "../data/survey_nps.csv",
        "../data/survey_wide.xlsx",
        "../data/survey.sav",
    ]
    subject: str = "Olshanik"
    by: str = "survey_id"
    period: Period = "7D"
    within: Annotated[str, Field(pattern=DAYS)] = "14D"
    time_zone: TimeZone = "Europe/Moscow"
    dates: Literal["day first", "month first"] | None = None
    min_n: Annotated[int, Field(ge=1)] = 30


class Tour(Parameters):
    """Parameters of ``tour``."""

    reviews: InputFile = "../data/reviews_shop_en.csv"
    story: InputFile | None = "../data/stories/hotel-wedding.txt"
    survey: InputFile | None = "../data/survey_nps.csv"
    subject: str = "Olshanik"
    touchpoint: str = ""
    period: Period = "7D"
    dates: Literal["day first", "month first"] | None = None


class IncidentPostmortem(Parameters):
    """Parameters of ``incident_postmortem``."""

    incident: InputFile = "../data/incident.yaml"
    contacts: InputFile | None = "../data/contacts.csv"
    events: InputFile | None = "../data/events.csv"
    reviews: InputFile | None = "../data/reviews_shop_ru.csv"
    stories: list[InputFile] = []
    overrule: InputFile | None = None
    previous: InputFile | None = None
    time_zone: TimeZone | None = None
    dates: Literal["day first", "month first"] | None = None


MODELS: dict[str, type[Parameters]] = {
    "incident_postmortem": IncidentPostmortem,
    "journey_map": JourneyMap,
    "sentiment_timeline": SentimentTimeline,
    "survey_scores": SurveyScores,
    "tour": Tour,
}
"""Name of a notebook to its parameters."""
