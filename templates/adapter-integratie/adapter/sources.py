"""Questions to both sides: the BRP by REST (by POST, so no personal data in a URL), an old application by StUF
over SOAP. Answers are passed on and then dropped.
"""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Any
from urllib.parse import urlsplit

import httpx2

from adapter import stuf
from adapter.persoon import Adres, Datum, Persoon
from adapter.settings import Settings

FIELDS = [
    "burgerservicenummer",
    "naam.voornamen",
    "naam.voorvoegsel",
    "naam.geslachtsnaam",
    "geslacht",
    "geboorte.datum",
    "verblijfplaats.verblijfadres",
]


class SourceError(Exception):
    """A source gave no usable answer. Holds no URL and no body."""

    def __init__(self, source: str, reason: str, *, temporary: bool = False) -> None:
        super().__init__(f"{source}: {reason}")
        # Whether trying again later may help.
        self.temporary = temporary


class Sources:
    """Both sides, with one pool of connections."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = httpx2.AsyncClient(
            timeout=httpx2.Timeout(10, connect=5),
            # What we ask must arrive where we asked it, and by no detour: a proxy of the environment must not
            # see who is asked about.
            follow_redirects=False,
            trust_env=False,
        )

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def brp(self, burgerservicenummer: str) -> Persoon | None:
        """The person with this number by REST, or none."""
        headers = {}
        if self._settings.fsc:
            # By this header an FSC outway finds the service.
            headers["Fsc-Grant-Hash"] = self._settings.fsc.grant_brp
        question = {
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [burgerservicenummer],
            "fields": FIELDS,
        }
        answer = await self._post("BRP", self.brp_address(), headers=headers, json=question)
        if answer.status_code != 200:
            raise SourceError("BRP", f"answered with status {answer.status_code}")
        try:
            personen = answer.json()["personen"]
            return from_brp(personen[0]) if personen else None
        except (ValueError, KeyError, TypeError, AttributeError):
            # The cause holds what it could not read, which may be personal data: it is dropped.
            raise SourceError("BRP", "the answer cannot be read") from None

    def brp_address(self) -> str:
        """Where the BRP is asked; behind an outway only the path of its own address is kept."""
        base = self._settings.brp_url
        if self._settings.fsc:
            base = self._settings.fsc.outway_url + urlsplit(base).path
        return f"{base}/personen"

    async def oude_applicatie(self, burgerservicenummer: str) -> Persoon | None:
        """The person with this number by StUF, or none."""
        vraag = stuf.Vraag(burgerservicenummer, referentienummer=str(uuid.uuid4()))
        headers = {"Content-Type": stuf.MEDIA_TYPE, "SOAPAction": f'"{stuf.BG}/npsLv01"'}
        content = stuf.write_vraag(vraag, datetime.datetime.now(datetime.UTC))
        answer = await self._post("StUF", self._settings.stuf_url, headers=headers, content=content)
        # SOAP 1.1 sends its faults with status 500.
        if answer.status_code not in (200, 500):
            raise SourceError("StUF", f"answered with status {answer.status_code}")
        try:
            return stuf.read_antwoord(answer.content, vraag)
        except stuf.StufFoutError as fout:
            raise SourceError("StUF", str(fout)) from None

    async def _post(self, source: str, url: str, **request: Any) -> httpx2.Response:
        try:
            return await self._client.post(url, **request)
        except httpx2.TransportError as error:
            raise SourceError(source, type(error).__name__, temporary=True) from None


def from_brp(found: dict[str, Any]) -> Persoon:
    """A person as BRP Personen v2 gives one."""
    naam = found.get("naam", {})
    verblijfadres = found.get("verblijfplaats", {}).get("verblijfadres")
    return Persoon(
        burgerservicenummer=found["burgerservicenummer"],
        voornamen=naam.get("voornamen"),
        voorvoegsel=naam.get("voorvoegsel"),
        geslachtsnaam=naam.get("geslachtsnaam"),
        geslacht=found.get("geslacht", {}).get("code"),
        geboortedatum=_date(found.get("geboorte", {}).get("datum", {})),
        adres=verblijfadres and _address(verblijfadres),
    )


def _date(datum: dict[str, Any]) -> Datum | None:
    if datum.get("type") == "Datum":
        parts = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", datum["datum"])
        if parts is None:
            raise ValueError
        return Datum(*map(int, parts.groups()))
    return Datum(datum["jaar"], datum.get("maand")) if "jaar" in datum else None


def _address(verblijfadres: dict[str, Any]) -> Adres:
    names = ("huisnummer", "huisletter", "huisnummertoevoeging", "postcode", "woonplaats")
    rest = {name: verblijfadres.get(name) for name in names}
    return Adres(straatnaam=verblijfadres.get("officieleStraatnaam"), **rest)
