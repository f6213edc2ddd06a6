"""When a request is accepted. Pure: no HTTP, no database, no clock."""

from __future__ import annotations

import re

from register.sources import Adres, Persoon


class Weigering(Exception):
    """Why a well-formed request is not accepted."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def elfproef(text: str) -> bool:
    """Whether these are nine digits that pass the eleven-test."""
    if not re.fullmatch("[0-9]{9}", text) or text == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(text, weights)) % 11 == 0


def is_nummeraanduiding(text: str) -> bool:
    """Whether this is the identification of a nummeraanduiding: 16 digits with object type 20."""
    return re.fullmatch("[0-9]{4}20[0-9]{10}", text) is not None


def toets(nummeraanduiding: str, adres: Adres | None, persoon: Persoon | None) -> None:
    """Decides with what the sources say now; raises `Weigering`."""
    if adres is None:
        raise Weigering("adresOnbekend", "Het adres staat niet in de BAG.")
    woont_er = (
        persoon is not None
        and not persoon.opgeschort
        and not persoon.verblijft_niet_op_adres
        and persoon.nummeraanduiding == nummeraanduiding
    )
    if not woont_er:
        # Unknown, moved, deceased and "lives elsewhere" get one and the same answer, so that nobody can find
        # out by trying where a person lives.
        raise Weigering("bewonerNietBevestigd", "De BRP bevestigt niet dat de aanvrager op dit adres woont.")
