"""What the keys of the declaration have in common: their kinds of value, and the rule that unknown keys are refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from werkmonitor.formatting import EENHEDEN
from werkmonitor.periode import Periode


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_periode(value: Any) -> Any:
    return Periode.parse(str(value)) if isinstance(value, str | int) else value


def require(condition: object, message: str) -> None:
    """Raise ``ValueError`` with the message unless the condition holds."""
    if not condition:
        raise ValueError(message)


def _known_unit(value: str) -> str:
    if value not in EENHEDEN:
        message = f"onbekende eenheid '{value}'; bekend zijn {', '.join(EENHEDEN)}"
        raise ValueError(message)
    return value


Naam = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""An identifier that formulas and other blocks use: lower case, digits and underscores."""
Koppen = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
"""One header text, or several that an export may have had over the years."""
Eenheid = Annotated[str, BeforeValidator(_known_unit)]
AandeelVeld = Annotated[Decimal, Field(ge=0, le=1)]
"""A share, from 0 to 1."""
PeriodeVeld = Annotated[Periode, BeforeValidator(_as_periode), PlainSerializer(str)]


class Model(BaseModel):
    """Shared rules: no unknown keys, no changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
