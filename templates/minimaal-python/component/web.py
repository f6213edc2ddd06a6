"""The HTTP interface. Every answer, also those of Python's own server, has the version and security headers; every
error is `application/problem+json` (RFC 9457). Texts never repeat what the caller sent.
"""

from __future__ import annotations

import datetime
import json
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from component.brp import Brp, SourceError
from component.settings import Settings
from component.toets import InvalidError, read, toets

# The document in the repository, served as it is.
OPENAPI = (Path(__file__).parent.parent / "openapi.json").read_bytes()
VERSION: str = json.loads(OPENAPI)["info"]["version"]
BODY_LIMIT = 64 * 1024

HEADERS = {
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}

# What is not JSON.
TYPES = {
    "/metrics": "application/openmetrics-text; version=1.0.0; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
}

# Status: title, and the detail when there is no better one.
TEXTS = {
    400: ("De vraag is niet juist.", "De vraag kan niet worden gelezen."),
    404: ("Niet gevonden.", "Dit adres bestaat niet in deze API."),
    405: ("Methode niet toegestaan.", "Deze methode kan hier niet; zie de header Allow."),
    406: ("Gevraagd antwoordformaat wordt niet ondersteund.", "Deze API antwoordt met application/json."),
    408: ("De vraag kwam niet op tijd.", "De vraag kwam niet op tijd binnen."),
    411: ("De lengte van de vraag ontbreekt.", "Stuur de header Content-Length mee."),
    413: ("De vraag is te groot.", "De vraag is te groot."),
    414: ("Het adres is te lang.", "Het adres van de vraag is te lang."),
    415: ("Formaat van de vraag wordt niet ondersteund.", "Stuur de vraag als application/json."),
    431: ("De headers zijn te groot.", "De headers van de vraag zijn te groot of te veel."),
    500: ("Interne fout.", "Er ging iets mis; probeer het later opnieuw."),
    502: ("Een bron geeft geen bruikbaar antwoord.", "De BRP gaf een onverwacht antwoord."),
    503: ("Tijdelijk niet beschikbaar.", "De BRP is niet bereikbaar; probeer het later opnieuw."),
    505: ("Versie van HTTP wordt niet ondersteund.", "Deze API spreekt HTTP/1.1."),
}


class Problem(Exception):
    """An error as the caller will see it."""

    def __init__(self, status: int, detail: str = "", faults: list[tuple[str, str, str]] | None = None) -> None:
        super().__init__(status)
        self.status = status
        title, usual = TEXTS.get(status, TEXTS[400] if status < 500 else TEXTS[500])
        self.body: dict[str, Any] = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail or usual,
            # Identifies this occurrence; deliberately not the request's path.
            "instance": uuid.uuid4().urn,
        }
        if faults:
            names = ("name", "code", "reason")
            self.body["invalidParams"] = [dict(zip(names, fault)) for fault in faults]


def log(message: str, **fields: object) -> None:
    """One JSON object a line on stdout. No personal data: see docs/privacy.md."""
    moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    line = {"timestamp": moment.replace("+00:00", "Z"), "message": message, **fields}
    print(json.dumps(line, ensure_ascii=False), file=sys.stdout, flush=True)


class Server(ThreadingHTTPServer):
    """The component, listening."""

    def __init__(self, settings: Settings) -> None:
        self.brp = Brp(settings)
        self.draining = False
        self._idle = threading.Condition()
        self._running = 0
        # Answers by method, route and status; guarded by `_idle`.
        self._counts: Counter[tuple[str, str, int]] = Counter()
        super().__init__((settings.host, settings.port), Handler)

    def stop(self) -> None:
        """Stops listening and waits until running calls are finished, 20 seconds at most."""
        self.draining = True
        self.shutdown()
        with self._idle:
            self._idle.wait_for(lambda: self._running == 0, timeout=20)
        self.server_close()

    def begin(self) -> None:
        """A call starts."""
        with self._idle:
            self._running += 1

    def end(self, method: str, route: str, status: int) -> None:
        """A call has ended."""
        with self._idle:
            self._counts[method, route, status] += 1
            self._running -= 1
            self._idle.notify_all()

    def metrics(self) -> str:
        """How often what was answered, as OpenMetrics."""
        with self._idle:
            counts = sorted(self._counts.items())
        lines = ["# TYPE http_requests counter"]
        for (method, route, status), count in counts:
            labels = f'method="{method}",route="{route}",status="{status}"'
            lines.append("http_requests_total{" + labels + "} " + str(count))
        return "\n".join([*lines, "# EOF", ""])

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that went away is no news; Python's own text would hold its address."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Seconds that a caller may be silent.
    timeout = 15
    server: Server

    def leeftijdstoetsen(self) -> tuple[int, dict[str, Any]]:
        """POST /v1/leeftijdstoetsen."""
        try:
            vraag = read(self._json())
            uitkomst = toets(vraag, self.server.brp.leeftijd(vraag.burgerservicenummer))
        except InvalidError as error:
            detail = "Een of meer gegevens in de vraag zijn niet juist; zie invalidParams."
            raise Problem(400, detail, error.faults) from None
        except SourceError as error:
            # The caller hears that a source failed; what exactly went wrong is for the log.
            log("a source gave no usable answer", cause=str(error))
            raise Problem(503 if error.temporary else 502) from None
        return 200, {"minimumleeftijd": vraag.minimumleeftijd, "uitkomst": uitkomst}

    def openapi(self) -> tuple[int, bytes]:
        """GET /v1/openapi.json."""
        return 200, OPENAPI

    def metrics(self) -> tuple[int, bytes]:
        """GET /metrics."""
        return 200, self.server.metrics().encode()

    def security(self) -> tuple[int, bytes]:
        """GET /.well-known/security.txt (RFC 9116). It lapses when nobody runs this any more."""
        lapses = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90)
        expires = lapses.isoformat(timespec="seconds").replace("+00:00", "Z")
        contact = json.loads(OPENAPI)["info"]["contact"]["email"]
        lines = (f"Contact: mailto:{contact}", f"Expires: {expires}", "Preferred-Languages: nl, en", "")
        return 200, "\n".join(lines).encode()

    def live(self) -> tuple[int, dict[str, Any]]:
        """GET /health/live."""
        return 200, {"status": "pass"}

    def ready(self) -> tuple[int, dict[str, Any]]:
        """GET /health/ready."""
        if self.server.draining:
            raise Problem(503, "Het component wordt gestopt.")
        return 200, {"status": "pass"}

    # Path: method and what answers it. GET answers HEAD too.
    ROUTES: dict[str, tuple[str, Callable[[Handler], tuple[int, Any]]]] = {
        "/v1/leeftijdstoetsen": ("POST", leeftijdstoetsen),
        "/v1/openapi.json": ("GET", openapi),
        "/metrics": ("GET", metrics),
        "/.well-known/security.txt": ("GET", security),
        "/health/live": ("GET", live),
        "/health/ready": ("GET", ready),
    }

    def _call(self) -> None:
        begin = time.monotonic()
        self.server.begin()
        route, headers = "-", {"Content-Type": "application/json"}
        try:
            # An exact match: /x/ is not /x (ADR /core/no-trailing-slash).
            path = urlsplit(self.path).path
            if path not in self.ROUTES:
                raise Problem(404)
            route = path
            method, answer = self.ROUTES[path]
            if self.command not in ("GET", "HEAD") if method == "GET" else self.command != method:
                headers["Allow"] = "GET, HEAD" if method == "GET" else method
                raise Problem(405)
            headers["Content-Type"] = TYPES.get(route, headers["Content-Type"])
            if route not in TYPES and not self._accepts_json():
                raise Problem(406)
            if route == "/v1/openapi.json":
                # For every origin (ADR /core/publish-openapi).
                headers["Access-Control-Allow-Origin"] = "*"
            status, body = answer(self)
        except Problem as problem:
            status, body = problem.status, problem.body
        except Exception as error:
            # What happened, not what it said: a message may hold what was asked.
            log("fault", kind=type(error).__name__)
            status, body = 500, Problem(500).body
        try:
            self._answer(status, body, headers)
        finally:
            # The route is logged, never the address as sent: that may hold anything.
            method = self.command if hasattr(self, f"do_{self.command}") else "other"
            self.server.end(method, route, status)
            took = round((time.monotonic() - begin) * 1000)
            log("answered", method=method, route=route, status=status, milliseconds=took)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = _call

    def _accepts_json(self) -> bool:
        ranges = {part.split(";")[0].strip().lower() for part in self.headers.get("Accept", "").split(",")}
        return bool(ranges & {"", "*/*", "application/*", "application/json"})

    def _json(self) -> object:
        if self.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
            raise Problem(415)
        length = self.headers.get("Content-Length", "")
        if not length or "Transfer-Encoding" in self.headers:
            raise Problem(411)
        if not (length.isascii() and length.isdigit() and len(length) < 10):
            raise Problem(400)
        if int(length) > BODY_LIMIT:
            raise Problem(413)
        try:
            body = self.rfile.read(int(length))
        except TimeoutError:
            raise Problem(408) from None
        self.unread = False
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise Problem(400, "De vraag is geen geldige JSON.") from None

    # Whether a body of the caller may still be waiting in the connection.
    unread = True

    def parse_request(self) -> bool:
        """Reads the first line and the headers of the next call."""
        self.unread = True
        return super().parse_request()

    def _answer(self, status: int, body: dict[str, Any] | bytes, headers: dict[str, str]) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        if status >= 400:
            headers["Content-Type"] = "application/problem+json"
        has_body = (
            "Content-Length" in self.headers or "Transfer-Encoding" in self.headers if self.headers else True
        )
        if (self.unread and has_body) or self.server.draining:
            # What was not read would be taken for the next call.
            self.close_connection = True
            headers["Connection"] = "close"
        self.send_response_only(status)
        for name, value in {**HEADERS, **headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.send_header("Date", self.date_time_string())
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    headers: Any = None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What Python's server itself refuses: a problem as well, instead of HTML that repeats the call."""
        status = 405 if code == 501 else code
        headers = {"Allow": "GET, HEAD, POST"} if status == 405 else {}
        self.close_connection = True
        self.headers = None
        # Else Python answers in the manner of HTTP/0.9, without headers.
        self.request_version = self.protocol_version
        self._answer(status, Problem(status).body, headers)
        log("refused", status=status)

    def log_message(self, *_: object) -> None:
        """Python's own lines hold whole addresses."""
