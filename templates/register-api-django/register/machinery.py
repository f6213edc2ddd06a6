"""The OpenAPI document, and health: outside the API proper."""

from __future__ import annotations

import json

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from register.answers import OPENAPI
from register.problem import ProblemError


class OpenApi(APIView):
    """Without login and for every origin (ADR /core/publish-openapi)."""

    def get(self, request: Request) -> Response:
        """The document."""
        return Response(json.loads(OPENAPI), headers={"Access-Control-Allow-Origin": "*"})


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
