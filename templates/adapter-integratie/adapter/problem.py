"""Every error of this API: `application/problem+json` (RFC 9457; ADR /core/error-handling/problem-details).

Texts never repeat what the caller sent: it may be a burgerservicenummer.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import TypedDict

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "De vraag is niet juist.",
    404: "Niet gevonden.",
    405: "Methode niet toegestaan.",
    406: "Gevraagd antwoordformaat wordt niet ondersteund.",
    409: "De vraag bestaat al.",
    413: "De vraag is te groot.",
    415: "Formaat van de vraag wordt niet ondersteund.",
    422: "De vraag kan niet worden beantwoord.",
    502: "Een bron geeft geen bruikbaar antwoord.",
    503: "Tijdelijk niet beschikbaar.",
}

# What a bare answer of the framework is replaced with.
DETAILS = {
    404: "Dit adres bestaat niet in deze API.",
    405: "Deze methode kan hier niet; zie de header Allow.",
    413: "De vraag is te groot.",
}


class InvalidParam(TypedDict):
    """One member or parameter that is not right."""

    name: str
    code: str
    reason: str


class ProblemError(Exception):
    """An error as the caller will see it."""

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        *,
        code: str | None = None,
        invalid_params: Sequence[InvalidParam] = (),
    ) -> None:
        super().__init__(status)
        self.status = status
        client = 400 <= status < 500
        fallback = "De vraag kan niet worden gelezen." if client else "Er ging iets mis; probeer het later opnieuw."
        self.body: dict[str, object] = {
            "type": "about:blank",
            "title": TITLES.get(status, TITLES[400] if client else "Interne fout."),
            "status": status,
            "detail": detail or DETAILS.get(status, fallback),
            # Identifies this occurrence; deliberately not the request's path.
            "instance": uuid.uuid4().urn,
        }
        if code:
            self.body["code"] = code
        if invalid_params:
            self.body["invalidParams"] = list(invalid_params)

    @classmethod
    def invalid(cls, faults: Sequence[InvalidParam]) -> ProblemError:
        """400 with every fault at once (ADR /core/error-handling/all-errors)."""
        detail = "Een of meer gegevens in de vraag zijn niet juist; zie invalidParams."
        return cls(400, detail, invalid_params=faults)

    def to_bytes(self) -> bytes:
        """The body as it goes out."""
        return json.dumps(self.body, ensure_ascii=False).encode()
