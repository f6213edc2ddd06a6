"""The question to BRP Personen v2: by POST, so no personal data in a URL, and for the age alone."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from component.settings import Settings

TIMEOUT = 10


class SourceError(Exception):
    """The BRP gave no usable answer. Holds no URL and no body."""

    def __init__(self, reason: str, *, temporary: bool) -> None:
        super().__init__(reason)
        # Whether trying again later may help.
        self.temporary = temporary


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What we ask must arrive where we asked it."""

    def redirect_request(self, *_: object) -> None:
        """Follows nothing: a redirect is an error."""


class Brp:
    """The BRP, straight or through an outway."""

    def __init__(self, settings: Settings) -> None:
        self._headers = {"Content-Type": "application/json"}
        base = settings.brp_url
        if settings.fsc_outway_url:
            # Behind an outway only the path of the BRP's own address is kept; the header finds the service.
            base = settings.fsc_outway_url + urlsplit(base).path
            self._headers["Fsc-Grant-Hash"] = settings.fsc_grant_hash_brp
        self.address = f"{base}/personen"
        # No proxy of the environment: it must not see who is asked about.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

    def leeftijd(self, burgerservicenummer: str) -> int | None:
        """The age of this person; none when there is no such person, or no age is known."""
        question = {
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [burgerservicenummer],
            "fields": ["leeftijd"],
        }
        request = urllib.request.Request(self.address, json.dumps(question).encode(), self._headers)
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                personen = json.load(answer)["personen"]
            return int(personen[0]["leeftijd"]) if personen and "leeftijd" in personen[0] else None
        except urllib.error.HTTPError as error:
            error.close()
            raise SourceError(f"the BRP answered with status {error.code}", temporary=False) from None
        except (OSError, http.client.HTTPException) as error:
            raise SourceError(f"the BRP cannot be reached: {type(error).__name__}", temporary=True) from None
        except (ValueError, KeyError, TypeError):
            # The cause holds what it could not read, which may be personal data: it is dropped.
            raise SourceError("the answer of the BRP cannot be read", temporary=False) from None
