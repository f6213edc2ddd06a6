"""Questions to the base registers: BRP Personen v2 (by POST, so no personal data in a URL) and BAG Individuele
Bevragingen v2. Answers are used for one decision and then dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from register.environment import Settings


@dataclass(frozen=True)
class Persoon:
    """What this component needs to know of a person, and no more."""

    # Absent for who lives abroad or at a place without an address.
    nummeraanduiding: str | None
    # The record is suspended: deceased, emigrated, faulty.
    opgeschort: bool = False
    # It was established that the person does not live at the registered address.
    verblijft_niet_op_adres: bool = False


@dataclass(frozen=True)
class Adres:
    """Proof that the BAG knows an address now."""


class SourceError(Exception):
    """A source gave no usable answer. Holds no URL and no body."""

    def __init__(self, source: str, reason: str, *, temporary: bool = False) -> None:
        super().__init__(f"{source}: {reason}")
        # Whether trying again later may help.
        self.temporary = temporary


class Sources:
    """Both sources, with one pool of connections."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(10, connect=5),
            # What we ask must arrive where we asked it, and by no detour: a proxy of the environment must not
            # see who is asked about.
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def persoon(self, burgerservicenummer: str) -> Persoon | None:
        """The person with this number, or none."""
        fsc = self._settings.fsc
        answer = self._send(
            "BRP",
            "POST",
            self.address(self._settings.brp_url, "/personen"),
            grant=fsc and fsc.grant_brp,
            json={
                "type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": [burgerservicenummer],
                "fields": ["verblijfplaats.nummeraanduidingIdentificatie"],
            },
        )
        if answer.status_code != 200:
            raise SourceError("BRP", f"answered with status {answer.status_code}")
        try:
            personen = answer.json()["personen"]
            return _persoon(personen[0]) if personen else None
        except (ValueError, KeyError, TypeError, AttributeError):
            # The cause holds what it could not read, which may be personal data: it is dropped.
            raise SourceError("BRP", "the answer cannot be read") from None

    def adres(self, nummeraanduiding: str) -> Adres | None:
        """The current address with this identification, or none."""
        fsc = self._settings.fsc
        answer = self._send(
            "BAG",
            "GET",
            self.address(self._settings.bag_url, f"/adressen/{nummeraanduiding}"),
            grant=fsc and fsc.grant_bag,
            headers={"Accept": "application/hal+json", "X-Api-Key": self._settings.bag_api_key},
        )
        if answer.status_code not in (200, 404):
            raise SourceError("BAG", f"answered with status {answer.status_code}")
        return Adres() if answer.status_code == 200 else None

    def address(self, base: str, path: str) -> str:
        """`base` + `path`; behind an outway only the path of `base` is kept."""
        if self._settings.fsc is None:
            return f"{base}{path}"
        return f"{self._settings.fsc.outway_url}{urlsplit(base).path}{path}"

    def _send(
        self,
        source: str,
        method: str,
        url: str,
        *,
        grant: str | None,
        headers: dict[str, str] | None = None,
        json: object = None,
    ) -> httpx2.Response:
        headers = dict(headers or ())
        if grant:
            # By this header an FSC outway finds the service.
            headers["Fsc-Grant-Hash"] = grant
        try:
            return self._client.request(method, url, headers=headers, json=json)
        except httpx2.TransportError as error:
            raise SourceError(source, type(error).__name__, temporary=True) from None


def _persoon(found: dict[str, Any]) -> Persoon:
    verblijfplaats = found.get("verblijfplaats", {})
    return Persoon(
        nummeraanduiding=verblijfplaats.get("nummeraanduidingIdentificatie"),
        opgeschort="opschortingBijhouding" in found,
        verblijft_niet_op_adres=verblijfplaats.get("indicatieVastgesteldVerblijftNietOpAdres", False),
    )
