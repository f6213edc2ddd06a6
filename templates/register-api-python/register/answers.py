"""What holds for every answer, whoever made it: handler, framework, or a fault in our own code.

It goes round the whole application, since FastAPI's own middleware does not see everything. It turns each bare
error into a problem, sets `API-Version` and the security headers (ADR /core/version-header,
/core/transport/security-headers), answers HEAD as GET, limits the size of a request, and logs one line a call.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from register.problem import MEDIA_TYPE, ProblemError

BODY_LIMIT = 64 * 1024

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}

_log = logging.getLogger(__name__)


class EveryAnswer:
    """The application with its answers made complete."""

    def __init__(self, application: Application, version: str) -> None:
        self._application = application
        # Answers by method, route and status.
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._headers = [
            (b"api-version", version.encode()),
            (b"cache-control", b"no-store"),
            (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
            (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
        ]

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answers one call."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begin = time.perf_counter()
        method = scope["method"]
        # FastAPI answers 405 to HEAD; the server leaves the body out by itself.
        inner = {**scope, "method": "GET" if method == "HEAD" else method}
        answer = _Answer(send, self._headers)
        try:
            body = await _read(receive)
            if body is None:
                return
            await self._application(inner, _replay(body, receive), answer)
        except ProblemError as problem:
            await answer.problem(problem)
        except Exception as error:
            # Where it happened, not what it said: a message may hold what was asked.
            frames = traceback.extract_tb(error.__traceback__)
            where = " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames[-5:])
            _log.error("fault", extra={"kind": type(error).__name__, "where": where})
            await answer.problem(ProblemError(500))
        finally:
            # The route's pattern is logged, never the address as sent: that may hold anything.
            method = method if method in _METHODS else "other"
            route = getattr(inner.get("route"), "path", "-")
            self._counts[method, route, answer.status] += 1
            _log.info(
                "answered",
                extra={
                    "method": method,
                    "route": route,
                    "status": answer.status,
                    "milliseconds": round((time.perf_counter() - begin) * 1000),
                },
            )

    def metrics(self) -> str:
        """How often what was answered, as OpenMetrics."""
        lines = ["# TYPE http_requests counter"]
        for (method, route, status), count in sorted(self._counts.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            lines.append("http_requests_total{" + labels + "} " + str(count))
        return "\n".join([*lines, "# EOF", ""])


class _Answer:
    """Passes an answer on; a bare error is replaced as a whole."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self._replaced = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = {name.lower(): value for name, value in message.get("headers", ())}
            content_type = headers.get(b"content-type", b"").decode("latin-1")
            if message["status"] >= 400 and content_type != MEDIA_TYPE:
                self._replaced = True
                allow = [(b"allow", headers[b"allow"])] if b"allow" in headers else []
                await self.problem(ProblemError(message["status"]), allow)
                return
            self.status = message["status"]
            ours = {name for name, _ in self._headers}
            kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
            message = {**message, "headers": [*kept, *self._headers]}
        elif self._replaced:
            return
        await self._send(message)

    async def problem(self, problem: ProblemError, extra: list[tuple[bytes, bytes]] | None = None) -> None:
        """Sends a problem, unless an answer is under way already."""
        if self.status:
            return
        self.status = problem.status
        body = problem.to_bytes()
        headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            *(extra or ()),
            *self._headers,
        ]
        await self._send({"type": "http.response.start", "status": problem.status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or none when the caller has gone."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise ProblemError(413)
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
