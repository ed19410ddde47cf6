"""The parameters of each notebook: names, types and defaults, checked before a kernel starts.

Each class repeats the ``parameters`` cell of the notebook of the same noun; a test holds the two
together. Text from the command line is read by the declared type: ``007`` stays text where the
type is text, and only there.

Types: ``str``, ``int``, ``float``, ``bool``, ``Literal[...]``, each also ``| None``; `InputFile`
and ``list[InputFile]`` for files that must exist; `Period` for lengths of time with a unit;
`SecretName` for a secret, which may only be named, never given.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ru", "en"]


class FileMark:
    """Marks a parameter as the path of a file that must exist."""


class SecretMark:
    """Marks a parameter as a reference to a secret in the environment."""


InputFile = Annotated[str, FileMark()]
SecretName = Annotated[str, SecretMark(), Field(pattern=r"^env:[A-Za-z_][A-Za-z0-9_]*$")]
Period = Annotated[str, Field(pattern=r"^[1-9][0-9]*(min|h|D|W|MS|QS|YS)$")]


class Parameters(BaseModel):
    """What every notebook takes: the report's language and, from the runner, the tables' folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language = "en"
    out: str | None = None


MODELS: dict[str, type[Parameters]] = {}
"""Name of a notebook to its parameters."""
