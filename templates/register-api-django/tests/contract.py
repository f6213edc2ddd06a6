"""A component under test. Every answer is held to `openapi.json`: status, headers and body."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).parent.parent
DOCUMENT: dict[str, Any] = json.loads((ROOT / "openapi.json").read_text())


def operations() -> list[dict[str, Any]]:
    """Every operation of the document."""
    return [operation for path in DOCUMENT["paths"].values() for operation in path.values()]


def follow(node: dict[str, Any]) -> dict[str, Any]:
    """The node itself, or what it refers to."""
    while "$ref" in node:
        target: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


class Component:
    """The component, asked without a network."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)

    def ask(
        self,
        method: str,
        path: str,
        *,
        content: str | bytes = "",
        headers: dict[str, str] | None = None,
        checked: bool = True,
    ) -> HttpResponse:
        """Asks, and checks the answer against the document when that knows the operation."""
        headers = dict(headers or {})
        content_type = headers.pop("Content-Type", "")
        answer = self._client.generic(method, path, content, content_type, headers=headers)
        operation = _operation(method, path) if checked else None
        if operation:
            _check(answer, operation["responses"])
        return answer

    def get(self, path: str, **arguments: Any) -> HttpResponse:
        """Asks with GET."""
        return self.ask("GET", path, **arguments)

    def post(self, body: Any) -> HttpResponse:
        """Submits a request for a permit."""
        headers = {"Content-Type": "application/json"}
        return self.ask("POST", "/v1/aanvragen", content=json.dumps(body), headers=headers)


def _operation(method: str, path: str) -> dict[str, Any] | None:
    path = path.split("?")[0]
    for pattern, item in DOCUMENT["paths"].items():
        if re.fullmatch("/v1" + re.sub(r"\{[^}]*\}", "[^/]+", pattern), path):
            return item.get(method.lower())
    return None


def _check(answer: HttpResponse, responses: dict[str, Any]) -> None:
    assert str(answer.status_code) in responses, f"{answer.status_code} is not in openapi.json"
    response = follow(responses[str(answer.status_code)])
    for name in response.get("headers", {}):
        assert name in answer.headers, f"{name} is missing"
    media_type = answer.headers["content-type"].split(";")[0]
    schema = response["content"][media_type]["schema"]
    validator = Draft202012Validator(
        {**schema, "components": DOCUMENT["components"]}, format_checker=FormatChecker()
    )
    validator.validate(answer.json())
