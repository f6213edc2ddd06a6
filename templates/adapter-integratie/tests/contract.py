"""A component under test. Every answer is held to `openapi.json`: status, headers and body."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Self

from httpx2 import Response
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from adapter.api import Adapter

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
    """A running component, asked without a network."""

    def __init__(self, adapter: Adapter) -> None:
        self.adapter = adapter
        # For what the document does not tell of.
        self.client = TestClient(adapter.application, raise_server_exceptions=False)

    def __enter__(self) -> Self:
        self.client.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__()

    def ask(self, method: str, path: str, **arguments: Any) -> Response:
        """Asks, and checks the answer against the document when that knows the operation."""
        arguments.setdefault("follow_redirects", False)
        answer = self.client.request(method, path, **arguments)
        operation = _operation(method, path)
        if operation:
            _check(answer, operation["responses"])
        return answer

    def get(self, path: str, **arguments: Any) -> Response:
        """Asks with GET."""
        return self.ask("GET", path, **arguments)

    def post(self, body: Any, **arguments: Any) -> Response:
        """Asks for a person."""
        return self.ask("POST", "/v1/persoonsvragen", json=body, **arguments)


def _operation(method: str, path: str) -> dict[str, Any] | None:
    path = path.split("?")[0]
    for pattern, item in DOCUMENT["paths"].items():
        if re.fullmatch("/v1" + re.sub(r"\{[^}]*\}", "[^/]+", pattern), path):
            return item.get(method.lower())
    return None


def _check(answer: Response, responses: dict[str, Any]) -> None:
    assert str(answer.status_code) in responses, f"{answer.status_code} is not in openapi.json"
    response = follow(responses[str(answer.status_code)])
    for name in response.get("headers", {}):
        assert name in answer.headers, f"{name} is missing"
    media_type = answer.headers["content-type"].split(";")[0]
    schema = response["content"][media_type]["schema"]
    validator = Draft202012Validator({**schema, "components": DOCUMENT["components"]}, format_checker=FormatChecker())
    validator.validate(answer.json())
