"""The HTTP interface: routes, and how errors become problems."""

from __future__ import annotations

import datetime
import json
import logging
import re
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from adapter import stuf
from adapter.answers import EveryAnswer
from adapter.persoon import elfproef
from adapter.problem import MEDIA_TYPE, InvalidParam, ProblemError
from adapter.settings import Settings
from adapter.sources import SourceError, Sources

# The document in the repository, served as it is.
OPENAPI = (FilePath(__file__).parent.parent / "openapi.json").read_bytes()

# Version of the API; a test keeps pyproject.toml and CHANGELOG.md equal to it.
VERSION: str = json.loads(OPENAPI)["info"]["version"]

_log = logging.getLogger(__name__)


class JsonRoute(APIRoute):
    """A route that answers JSON and takes nothing else: 406 and 415 before anything is read."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Puts the checks before FastAPI's own handler."""
        handler = super().get_route_handler()

        async def checked(request: Request) -> Response:
            if not _accepts_json(request.headers.get("accept")):
                raise ProblemError(406, "Deze API antwoordt met application/json.")
            media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
            if self.body_field and media_type != "application/json":
                raise ProblemError(415, "Stuur de vraag als application/json.")
            return await handler(request)

        return checked


def _elfproef(number: SecretStr) -> SecretStr:
    if not elfproef(number.get_secret_value()):
        raise PydanticCustomError("format", "Moet negen cijfers zijn die aan de elfproef voldoen.")
    return number


class Model(BaseModel):
    """Members as the API spells them."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, from_attributes=True)


class NieuwePersoonsvraag(Model):
    """A question as it comes in. The number is printed as asterisks, on purpose."""

    model_config = ConfigDict(extra="forbid")

    burgerservicenummer: Annotated[SecretStr, AfterValidator(_elfproef)]


class DatumUit(Model):
    """A date, of which the day or the month may be unknown."""

    jaar: int
    maand: int | None = None
    dag: int | None = None


class AdresUit(Model):
    """Where somebody lives."""

    straatnaam: str | None = None
    huisnummer: int | None = None
    huisletter: str | None = None
    huisnummertoevoeging: str | None = None
    postcode: str | None = None
    woonplaats: str | None = None


class PersoonUit(Model):
    """A person as it goes out: without the number it was asked by."""

    voornamen: str | None = None
    voorvoegsel: str | None = None
    geslachtsnaam: str | None = None
    geslacht: Literal["M", "V", "O"] | None = None
    geboortedatum: DatumUit | None = None
    adres: AdresUit | None = None


class Persoonsvraag(Model):
    """The answer to a question: one person, or none."""

    personen: list[PersoonUit]


class Adapter:
    """The component: both sides, and whether it is stopping."""

    def __init__(self, settings: Settings) -> None:
        self.sources = Sources(settings)
        self.draining = False
        # Slashes at the end are not redirected (ADR /core/no-trailing-slash); our own document is served.
        self.framework = FastAPI(
            redirect_slashes=False,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            lifespan=self._lifespan,
        )
        # Every path with its methods.
        self.paths: dict[str, set[str]] = {}
        for router in (self._personen(), self._stuf(), self._machinery()):
            self.framework.include_router(router)
            for route in router.routes:
                self.paths.setdefault(route.path, set()).update(route.methods)
        self.framework.add_exception_handler(ProblemError, _problem)
        self.framework.add_exception_handler(RequestValidationError, _invalid)
        self.framework.add_exception_handler(HTTPException, self._refused)
        self.application = EveryAnswer(self.framework, VERSION)

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI):
        yield
        await self.sources.close()

    def _personen(self) -> APIRouter:
        router = APIRouter(prefix="/v1", route_class=JsonRoute)

        @router.post("/persoonsvragen", response_model=Persoonsvraag, response_model_exclude_none=True)
        async def vraag(nieuw: NieuwePersoonsvraag) -> Persoonsvraag:
            try:
                persoon = await self.sources.oude_applicatie(nieuw.burgerservicenummer.get_secret_value())
            except SourceError as error:
                raise _source_problem(error) from None
            found = [] if persoon is None else [PersoonUit.model_validate(persoon)]
            return Persoonsvraag(personen=found)

        return router

    def _stuf(self) -> APIRouter:
        # No part of the REST API: it has StUF's own contract, and its faults.
        router = APIRouter(include_in_schema=False)

        @router.post("/stuf")
        async def beantwoord(request: Request) -> Response:
            now = datetime.datetime.now(datetime.UTC)
            media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
            if media_type != "text/xml":
                raise ProblemError(415, "Stuur het bericht als text/xml.")
            try:
                vraag = stuf.read_vraag(await request.body())
                persoon = await self.sources.brp(vraag.burgerservicenummer)
                return _xml(200, stuf.write_antwoord(vraag, persoon, now))
            except SourceError as error:
                _log.warning("a source gave no usable answer", extra={"cause": str(error)})
                return _xml(500, stuf.write_fout(stuf.StufFoutError("StUF058"), now))
            except stuf.StufFoutError as fout:
                return _xml(500, stuf.write_fout(fout, now))

        return router

    def _machinery(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)

        @router.get("/v1/openapi.json")
        async def openapi() -> Response:
            # Without login and for every origin (ADR /core/publish-openapi).
            headers = {"Access-Control-Allow-Origin": "*"}
            return Response(OPENAPI, headers=headers, media_type="application/json")

        @router.get("/metrics")
        async def metrics() -> Response:
            media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8"
            return Response(self.application.metrics(), headers={"Content-Type": media_type})

        @router.get("/.well-known/security.txt")
        async def security() -> PlainTextResponse:
            # RFC 9116. It lapses when nobody runs this any more.
            lapses = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90)
            expires = lapses.isoformat(timespec="seconds").replace("+00:00", "Z")
            contact = json.loads(OPENAPI)["info"]["contact"]["email"]
            lines = (f"Contact: mailto:{contact}", f"Expires: {expires}", "Preferred-Languages: nl, en", "")
            return PlainTextResponse("\n".join(lines))

        @router.get("/health/live")
        async def live() -> dict[str, str]:
            return {"status": "pass"}

        @router.get("/health/ready")
        async def ready() -> dict[str, str]:
            if self.draining:
                raise ProblemError(503, "Het component wordt gestopt.")
            return {"status": "pass"}

        return router

    async def _refused(self, request: Request, error: HTTPException) -> Response:
        """404, 405 and the like of the framework itself."""
        headers = {}
        if error.status_code == 405:
            headers["Allow"] = ", ".join(self._allowed(request.url.path))
        return _answer(ProblemError(error.status_code), headers)

    def _allowed(self, path: str) -> list[str]:
        """All methods of a path. FastAPI names those of one route only, and each method is a route."""
        methods: set[str] = set()
        for pattern, operations in self.paths.items():
            if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", pattern), path):
                methods |= operations
        return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def _answer(problem: ProblemError, headers: dict[str, str] | None = None) -> Response:
    return Response(problem.to_bytes(), problem.status, headers, MEDIA_TYPE)


def _xml(status: int, content: bytes) -> Response:
    return Response(content, status, {"Content-Type": stuf.MEDIA_TYPE})


async def _problem(_: Request, error: ProblemError) -> Response:
    return _answer(error)


async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse | Response:
    """400 instead of FastAPI's 422 (ADR /core/error-handling/invalid-input), without what was sent."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return _answer(ProblemError(400, "De vraag is geen geldige JSON."))
    return _answer(ProblemError.invalid([_fault(fault) for fault in faults]))


def _fault(fault: dict[str, Any]) -> InvalidParam:
    place, kind = fault["loc"], fault["type"]
    if kind == "extra_forbidden":
        # The name is not echoed: it is free text of the caller.
        return {"name": place[0], "code": "unknown", "reason": "Bevat een onbekend gegeven."}
    name = str(place[1]) if len(place) > 1 else "body"
    if kind in ("format", "type", "range"):
        return {"name": name, "code": kind, "reason": fault["msg"]}
    if len(place) == 1:
        return {"name": name, "code": "object", "reason": "Moet een JSON-object zijn."}
    if kind == "missing":
        return {"name": name, "code": "required", "reason": "Is verplicht."}
    if kind == "literal_error" and isinstance(fault["input"], str):
        expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", " of ")
        return {"name": name, "code": "enum", "reason": f"Moet {expected} zijn."}
    return {"name": name, "code": "type", "reason": "Moet tekst zijn."}


def _source_problem(error: SourceError) -> ProblemError:
    """The caller hears that a source failed; what exactly went wrong is for the log."""
    _log.warning("a source gave no usable answer", extra={"cause": str(error)})
    if error.temporary:
        return ProblemError(503, "Een bron is niet bereikbaar; probeer het later opnieuw.")
    return ProblemError(502, "Een bron gaf een onverwacht antwoord.")


def _accepts_json(accept: str | None) -> bool:
    if accept is None:
        return True
    ranges = {part.split(";")[0].strip().lower() for part in accept.split(",")}
    return bool(ranges & {"", "*/*", "application/*", "application/json"})
