"""A person as both sides know one, and no more than this adapter carries across. Pure: no HTTP, no XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Datum:
    """A date, of which the day or the month may be unknown."""

    jaar: int
    maand: int | None = None
    dag: int | None = None


@dataclass(frozen=True)
class Adres:
    """Where somebody lives."""

    straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    woonplaats: str | None = None


@dataclass(frozen=True)
class Persoon:
    """A person. Not printed: it is personal data."""

    burgerservicenummer: str = field(repr=False)
    voornamen: str | None = field(default=None, repr=False)
    voorvoegsel: str | None = field(default=None, repr=False)
    geslachtsnaam: str | None = field(default=None, repr=False)
    # M, V or O (unknown).
    geslacht: str | None = field(default=None, repr=False)
    geboortedatum: Datum | None = field(default=None, repr=False)
    adres: Adres | None = field(default=None, repr=False)


def elfproef(text: str) -> bool:
    """Whether these are nine digits that pass the eleven-test."""
    if not re.fullmatch("[0-9]{9}", text) or text == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(text, weights)) % 11 == 0
