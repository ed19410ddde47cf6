"""What a codebook is: stages, touchpoints, channels, emotions, factors, recovery acts, outcomes."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["ru", "en"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Entry(BaseModel):
    """One code: its labels and, where it helps a coder, what counts as evidence."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    ru: str
    en: str
    definition: str = Field(default="", alias="is")

    def label(self, language: Language) -> str:
        """Return the label in Russian or English."""
        return self.ru if language == "ru" else self.en


class Touchpoint(Entry):
    """A code for a place where customer and provider meet."""

    stage: Code


class Emotion(Entry):
    """A code for a feeling; sign is -1, 0 or 1."""

    sign: Literal[-1, 0, 1]


class Codebook(BaseModel):
    """The controlled vocabulary.

    Examples
    --------
    >>> from cxkit.codebook.load import load_codebook
    >>> codebook = load_codebook()
    >>> codebook.stage_of("payment")
    'buy'
    >>> codebook.label("payment", "ru")
    'Оплата'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    stages: dict[Code, Entry]
    touchpoints: dict[Code, Touchpoint]
    channels: dict[Code, Entry]
    valence: dict[int, str]
    emotions: dict[Code, Emotion]
    factors: dict[Code, Entry]
    recovery: dict[Code, Entry]
    outcomes: dict[Code, Entry]

    @model_validator(mode="after")
    def _stages_exist(self) -> "Codebook":
        for code, touchpoint in self.touchpoints.items():
            if touchpoint.stage not in self.stages:
                raise ValueError(
                    f"touchpoint '{code}' names the stage '{touchpoint.stage}',"
                    f" which is not one of: {', '.join(self.stages)}"
                )
        return self

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All codes by name, the first layer that has a name winning."""
        layers: tuple[dict[str, Entry], ...] = (
            dict(self.outcomes), dict(self.recovery), dict(self.factors), dict(self.emotions),
            dict(self.channels), dict(self.touchpoints),
        )  # fmt: skip
        return {code: entry for layer in layers for code, entry in layer.items()}

    def label(self, code: str, language: Language) -> str:
        """Return the label of a code; a code that the codebook does not know stays itself."""
        entry = self.entries.get(code)
        return entry.label(language) if entry else code

    def codes_of(self, layer: str) -> tuple[str, ...]:
        """Return the codes of a layer of mentions; none for a layer that has its own list.

        Examples
        --------
        >>> from cxkit.codebook.load import load_codebook
        >>> load_codebook().codes_of("outcome")
        ('stay', 'leave', 'promote', 'warn', 'open')
        >>> load_codebook().codes_of("money")
        ()
        """
        codes: dict[str, tuple[str, ...]] = {
            **dict.fromkeys(("touchpoint", "episode", "passage"), tuple(self.touchpoints)),
            **dict.fromkeys(("channel", "contacts"), tuple(self.channels)),
            "emotion": tuple(self.emotions),
            "factor": tuple(self.factors),
            "recovery": tuple(self.recovery),
            "outcome": tuple(self.outcomes),
        }
        return codes.get(layer, ())

    def stage_of(self, touchpoint: str) -> str:
        """Return the stage to which a touchpoint belongs."""
        return self.touchpoints[touchpoint].stage
