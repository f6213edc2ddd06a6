"""Reading a body: JSON of a limited size. The framework's own parser has no limit and trips over deep nesting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from register.problem import ProblemError


class JsonParser(BaseParser):
    """JSON as RFC 8259 has it."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping | None = None) -> Any:
        """The value."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise ProblemError(413)
        try:
            return json.loads(body, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise ParseError from None


def _refuse(name: str) -> None:
    # NaN and Infinity are Python's, not JSON's.
    raise ValueError(name)
