"""The HTTP interface: routes, and how errors become problems."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import re
import uuid
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from register.aanvraag import Aanvraag, NieuweAanvraag, Nummeraanduiding, Soort, Weigering, toets
from register.answers import EveryAnswer
from register.problem import MEDIA_TYPE, InvalidParam, ProblemError
from register.settings import Settings
from register.sources import SourceError, Sources
from register.store import Filter, Store

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
                raise ProblemError(415, "Stuur de aanvraag als application/json.")
            return await handler(request)

        return checked


def _number(low: int, high: int, reason: str) -> BeforeValidator:
    def check(value: object) -> int:
        # Left to itself pydantic also reads " 1", "1_0" and "1.0".
        text = str(value)
        if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise PydanticCustomError("range", reason)
        return int(text)

    return BeforeValidator(check)


class ListQuery(BaseModel):
    """The parameters of a list; an unknown one is refused."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")

    nummeraanduiding_identificatie: Nummeraanduiding | None = None
    soort: Soort | None = None
    page: Annotated[int, _number(1, 999_999_999, "Moet een getal vanaf 1 zijn.")] = 1
    page_size: Annotated[int, _number(1, 100, "Moet een getal van 1 tot en met 100 zijn.")] = 20


class AanvraagLijst(BaseModel):
    """A page of requests."""

    aantal: int
    pagina: int
    aanvragen: list[Aanvraag]


class Register:
    """The component: its sources, its store, and whether it is stopping."""

    def __init__(self, settings: Settings) -> None:
        self.sources = Sources(settings)
        self.store = Store()
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
        for router in (self._aanvragen(), self._machinery()):
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

    def _aanvragen(self) -> APIRouter:
        router = APIRouter(prefix="/v1", route_class=JsonRoute)

        @router.post("/aanvragen", status_code=201, response_model=Aanvraag)
        async def create(nieuw: NieuweAanvraag, response: Response) -> Aanvraag:
            try:
                adres, persoon = await asyncio.gather(
                    self.sources.adres(nieuw.nummeraanduiding_identificatie),
                    self.sources.persoon(nieuw.burgerservicenummer),
                )
                toets(nieuw, adres, persoon)
            except SourceError as error:
                raise _source_problem(error) from None
            except Weigering as weigering:
                raise ProblemError(422, weigering.detail, code=weigering.code) from None
            aanvraag = Aanvraag(
                id=uuid.uuid4(),
                burgerservicenummer=nieuw.burgerservicenummer,
                nummeraanduiding_identificatie=nieuw.nummeraanduiding_identificatie,
                soort=nieuw.soort,
                ingangsdatum=nieuw.ingangsdatum,
                ontvangen_op=datetime.datetime.now(datetime.UTC),
            )
            if not self.store.add(aanvraag):
                detail = "Er is al een aanvraag van deze bewoner voor deze vergunning op dit adres."
                raise ProblemError(409, detail, code="aanvraagBestaat")
            response.headers["Location"] = f"/v1/aanvragen/{aanvraag.id}"
            return aanvraag

        @router.get("/aanvragen", response_model=AanvraagLijst)
        async def list_(query: Annotated[ListQuery, Query()]) -> AanvraagLijst:
            filter = Filter(query.nummeraanduiding_identificatie, query.soort)
            aanvragen, aantal = self.store.list(filter, query.page, query.page_size)
            return AanvraagLijst(aantal=aantal, pagina=query.page, aanvragen=aanvragen)

        @router.get("/aanvragen/{id}", response_model=Aanvraag)
        async def read(identifier: Annotated[str, Path(alias="id")]) -> Aanvraag:
            # An id that is no UUID cannot exist here: the same 404, without repeating it.
            try:
                aanvraag = self.store.get(uuid.UUID(identifier))
            except ValueError:
                aanvraag = None
            if aanvraag is None:
                raise ProblemError(404, "Er is geen aanvraag met dit id.")
            return aanvraag

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
        return ProblemError(503, "Een basisregistratie is niet bereikbaar; probeer het later opnieuw.")
    return ProblemError(502, "Een basisregistratie gaf een onverwacht antwoord.")


def _accepts_json(accept: str | None) -> bool:
    if accept is None:
        return True
    ranges = {part.split(";")[0].strip().lower() for part in accept.split(",")}
    return bool(ranges & {"", "*/*", "application/*", "application/json"})
