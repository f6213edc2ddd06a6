"""The OpenAPI document, and health: outside the API proper."""

from __future__ import annotations

import datetime
import json

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views import View
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from register.answers import COUNTS, OPENAPI
from register.problem import ProblemError


class OpenApi(APIView):
    """Without login and for every origin (ADR /core/publish-openapi)."""

    def get(self, request: Request) -> Response:
        """The document."""
        return Response(json.loads(OPENAPI), headers={"Access-Control-Allow-Origin": "*"})


class Metrics(View):
    """How often what was answered, as OpenMetrics. One process serves, so that there is one count."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Every count."""
        lines = ["# TYPE http_requests counter"]
        for (method, route, status), count in sorted(COUNTS.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            lines.append("http_requests_total{" + labels + "} " + str(count))
        media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8"
        return HttpResponse("\n".join([*lines, "# EOF", ""]), content_type=media_type)


class SecurityTxt(View):
    """Whom to tell of a weakness (RFC 9116)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """It lapses when nobody runs this any more."""
        lapses = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90)
        expires = lapses.isoformat(timespec="seconds").replace("+00:00", "Z")
        contact = json.loads(OPENAPI)["info"]["contact"]["email"]
        lines = (f"Contact: mailto:{contact}", f"Expires: {expires}", "Preferred-Languages: nl, en", "")
        return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class Live(APIView):
    """Whether the process lives."""

    def get(self, request: Request) -> Response:
        """Always, or not at all."""
        return Response({"status": "pass"})


class Ready(APIView):
    """Whether calls may come: the database answers and has our tables."""

    def get(self, request: Request) -> Response:
        """Looks."""
        try:
            executor = MigrationExecutor(connection)
            behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            raise ProblemError(503, "De database is niet bereikbaar.") from None
        if behind:
            raise ProblemError(503, "De database is nog niet bijgewerkt.")
        return Response({"status": "pass"})
