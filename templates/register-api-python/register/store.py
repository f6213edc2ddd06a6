"""The accepted requests, in memory: a restart empties the register. Replace this class by a database when the
component leaves the fieldlab; nothing outside this file knows how requests are kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from register.aanvraag import Aanvraag


@dataclass(frozen=True)
class Filter:
    """What a list may be narrowed to."""

    nummeraanduiding: str | None = None
    soort: str | None = None


class Store:
    """Keeps requests in order of arrival. Used from one event loop, so it needs no lock."""

    def __init__(self) -> None:
        self._aanvragen: dict[uuid.UUID, Aanvraag] = {}

    def add(self, aanvraag: Aanvraag) -> bool:
        """Adds a request; False when this person has one for the same permit at the same address."""
        for other in self._aanvragen.values():
            if (
                other.burgerservicenummer == aanvraag.burgerservicenummer
                and other.nummeraanduiding_identificatie == aanvraag.nummeraanduiding_identificatie
                and other.soort == aanvraag.soort
            ):
                return False
        self._aanvragen[aanvraag.id] = aanvraag
        return True

    def get(self, identifier: uuid.UUID) -> Aanvraag | None:
        """One request."""
        return self._aanvragen.get(identifier)

    def list(self, filter: Filter, page: int, page_size: int) -> tuple[list[Aanvraag], int]:
        """A page of requests (counted from 1) and how many there are in all."""
        found = [
            aanvraag
            for aanvraag in self._aanvragen.values()
            if filter.nummeraanduiding in (None, aanvraag.nummeraanduiding_identificatie)
            and filter.soort in (None, aanvraag.soort)
        ]
        start = (page - 1) * page_size
        return found[start : start + page_size], len(found)
