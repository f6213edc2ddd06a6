"""The request for a permit: what comes in, what is kept, and when it is accepted. Pure: no HTTP, no clock."""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from register.sources import Adres, Persoon

Soort = Literal["bewoner", "bezoeker"]


def _elfproef(number: SecretStr) -> SecretStr:
    text = number.get_secret_value()
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    right = re.fullmatch("[0-9]{9}", text) and text != "000000000"
    if not right or sum(int(digit) * weight for digit, weight in zip(text, weights)) % 11:
        raise PydanticCustomError("format", "Moet negen cijfers zijn die aan de elfproef voldoen.")
    return number


def _nummeraanduiding(text: str) -> str:
    if not re.fullmatch("[0-9]{4}20[0-9]{10}", text):
        raise PydanticCustomError("format", "Moet een BAG-nummeraanduiding zijn: 16 cijfers.")
    return text


def _datum(value: object) -> object:
    # Left to itself pydantic also reads numbers and moments as a date.
    if not isinstance(value, str):
        raise PydanticCustomError("type", "Moet tekst zijn.")
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("format", "Moet een datum zijn: jjjj-mm-dd.")


# Printed as asterisks, on purpose.
Burgerservicenummer = Annotated[SecretStr, AfterValidator(_elfproef)]
Nummeraanduiding = Annotated[str, AfterValidator(_nummeraanduiding)]
Datum = Annotated[datetime.date, BeforeValidator(_datum)]


class NieuweAanvraag(BaseModel):
    """A request as it comes in."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")

    burgerservicenummer: Burgerservicenummer
    nummeraanduiding_identificatie: Nummeraanduiding
    soort: Soort
    ingangsdatum: Datum


class Aanvraag(BaseModel):
    """An accepted request as it is kept: references, and no copy of what the sources hold."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, frozen=True)

    id: uuid.UUID
    # Kept to recognise a second request; never part of an answer.
    burgerservicenummer: SecretStr = Field(exclude=True)
    nummeraanduiding_identificatie: str
    soort: Soort
    ingangsdatum: datetime.date
    ontvangen_op: datetime.datetime


class Weigering(Exception):
    """Why a well-formed request is not accepted."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def toets(aanvraag: NieuweAanvraag, adres: Adres | None, persoon: Persoon | None) -> None:
    """Decides with what the sources say now; raises `Weigering`."""
    if adres is None:
        raise Weigering("adresOnbekend", "Het adres staat niet in de BAG.")
    woont_er = (
        persoon is not None
        and not persoon.opgeschort
        and not persoon.verblijft_niet_op_adres
        and persoon.nummeraanduiding == aanvraag.nummeraanduiding_identificatie
    )
    if not woont_er:
        # Unknown, moved, deceased and "lives elsewhere" get one and the same answer, so that nobody can find
        # out by trying where a person lives.
        raise Weigering("bewonerNietBevestigd", "De BRP bevestigt niet dat de aanvrager op dit adres woont.")
