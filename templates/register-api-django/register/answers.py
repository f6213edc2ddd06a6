"""What holds for every answer, whoever made it: a view, Django REST framework, Django, or a fault in our own code.

It turns each bare error into a problem, sets `API-Version` and the security headers (ADR /core/version-header,
/core/transport/security-headers), and logs one line a call.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response

from register.problem import MEDIA_TYPE, InvalidParam, ProblemError

# The document in the repository, served as it is.
OPENAPI = (Path(__file__).parent.parent / "openapi.json").read_bytes()

# Version of the API; a test keeps pyproject.toml and CHANGELOG.md equal to it.
VERSION: str = json.loads(OPENAPI)["info"]["version"]

HEADERS = {
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}

_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}

_log = logging.getLogger(__name__)

# Answers of this process by method, route and status.
COUNTS: Counter[tuple[str, str, int]] = Counter()


class EveryAnswer:
    """Middleware, round everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers one call."""
        begin = time.perf_counter()
        answer = self._get_response(request)
        if answer.status_code >= 400 and answer.headers.get("Content-Type") != MEDIA_TYPE:
            problem = to_answer(ProblemError(answer.status_code))
            if "Allow" in answer.headers:
                problem.headers["Allow"] = answer.headers["Allow"]
            answer = problem
        if "Allow" in answer.headers:
            # The framework also names OPTIONS, which is off.
            allowed = set(answer.headers["Allow"].split(", ")) - {"OPTIONS"}
            answer.headers["Allow"] = ", ".join(sorted(allowed))
        for name, value in HEADERS.items():
            answer.headers[name] = value
        answer.headers.pop("Vary", None)
        # The route's pattern is logged, never the address as sent: that may hold anything.
        match = request.resolver_match
        method = request.method if request.method in _METHODS else "other"
        route = f"/{match.route}" if match else "-"
        COUNTS[method, route, answer.status_code] += 1
        _log.info(
            "answered",
            extra={
                "method": method,
                "route": route,
                "status": answer.status_code,
                "milliseconds": round((time.perf_counter() - begin) * 1000),
            },
        )
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A fault of our own: where it happened is logged, not what it said, which may hold what was asked."""
        if isinstance(error, Http404):
            return None
        frames = traceback.extract_tb(error.__traceback__)
        where = " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames[-5:])
        _log.error("fault", extra={"kind": type(error).__name__, "where": where})
        return to_answer(ProblemError(500))


def to_answer(problem: ProblemError) -> HttpResponse:
    """A problem as Django sends it."""
    return HttpResponse(problem.to_bytes(), status=problem.status, content_type=MEDIA_TYPE)


def problem_for(error: Exception, context: dict[str, Any]) -> HttpResponse | Response | None:
    """What Django REST framework does with an exception of a view."""
    if isinstance(error, ProblemError):
        return to_answer(error)
    if isinstance(error, exceptions.ValidationError):
        return to_answer(ProblemError.invalid(list(_faults(error))))
    details = {
        exceptions.ParseError: "De vraag is geen geldige JSON.",
        exceptions.NotAcceptable: "Deze API antwoordt met application/json.",
        exceptions.UnsupportedMediaType: "Stuur de aanvraag als application/json.",
    }
    if isinstance(error, exceptions.APIException):
        return to_answer(ProblemError(error.status_code, details.get(type(error))))
    # Django's own: 404, a body that is too large; and what is a fault.
    return None


def _faults(error: exceptions.ValidationError) -> list[InvalidParam]:
    """Each fault by name, code and reason. The texts are ours: what was sent is not repeated."""
    details = error.get_full_details()
    if not isinstance(details, dict):
        details = {"body": details}
    return [
        {"name": name, "code": fault["code"], "reason": fault["message"]}
        for name, faults in details.items()
        for fault in faults
    ]
