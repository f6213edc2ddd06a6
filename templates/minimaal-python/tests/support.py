"""What the tests share: a component that listens, a BRP to ask, and answers held to `openapi.json`."""

from __future__ import annotations

import json
import os
import re
import threading
import unittest
import urllib.error
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from component.settings import Settings
from component.web import Server

ROOT = Path(__file__).parent.parent
DOCUMENT: dict[str, Any] = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
# Nobody listens there.
NOWHERE = "http://127.0.0.1:9"


class Answer:
    """An answer, read to its end."""

    def __init__(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.status = status
        self.headers = headers
        self.content = content

    def json(self) -> Any:
        """The body."""
        return json.loads(self.content)


class Component:
    """A component on a free port."""

    def __init__(self, brp_url: str = NOWHERE) -> None:
        environment = {"PORT": "0", "BRP_URL": brp_url}
        self.server = Server(Settings.read(environment))
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        """Stops it."""
        self.server.stop()
        self._thread.join()

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Asks, and checks the answer against the document when that knows the operation."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        operation = DOCUMENT["paths"].get(path.split("?")[0].removeprefix("/v1"), {}).get(method.lower())
        if operation:
            check(answer, operation)
        return answer

    def post(self, body: Any) -> Answer:
        """Asks for a check of somebody's age."""
        headers = {"Content-Type": "application/json"}
        return self.ask("POST", "/v1/leeftijdstoetsen", json.dumps(body).encode(), headers)


def operations() -> list[dict[str, Any]]:
    """Every operation of the document."""
    return [operation for path in DOCUMENT["paths"].values() for operation in path.values()]


def follow(node: Any) -> Any:
    """The node itself, or what it refers to."""
    while isinstance(node, dict) and "$ref" in node:
        target: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def check(answer: Answer, operation: dict[str, Any]) -> None:
    """Holds an answer to the document: status, headers and body."""
    assert str(answer.status) in operation["responses"], f"{answer.status} is not in openapi.json"
    response = follow(operation["responses"][str(answer.status)])
    for name in response["headers"]:
        assert name in answer.headers, f"{name} is missing"
    schema = response["content"][answer.headers["Content-Type"]]["schema"]
    assert not faults(answer.json(), schema), faults(answer.json(), schema)


TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def faults(value: Any, schema: dict[str, Any], path: str = "body") -> list[str]:
    """What is wrong with a value, for the part of JSON Schema that the document uses."""
    schema = follow(schema)
    found = []
    if "type" in schema and (not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool)):
        return [f"{path} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path} is not in the list")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{path} does not match")
    if "minimum" in schema and not schema["minimum"] <= value <= schema["maximum"]:
        found.append(f"{path} is out of range")
    if isinstance(value, dict):
        found += [f"{path} lacks {name}" for name in schema.get("required", []) if name not in value]
        for name, member in value.items():
            known = name in schema["properties"]
            if known:
                found += faults(member, schema["properties"][name], f"{path}.{name}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{path} has {name}")
    if isinstance(value, list):
        for item in value:
            found += faults(item, schema["items"], f"{path}[]")
    return found


class ComponentTest(unittest.TestCase):
    """A test with a component; nothing asked of it gets as far as a BRP."""

    def setUp(self) -> None:
        """Starts it."""
        self.component = Component()
        self.addCleanup(self.component.close)


def simulator() -> str:
    """Address of the simulator. When none runs the test is skipped; with `CI` or `FIELDLAB_URL` set it fails,
    because then somebody counts on it.
    """
    given = os.environ.get("FIELDLAB_URL", "")
    base = (given or "http://127.0.0.1:8990").rstrip("/")
    try:
        personas(base)
    except urllib.error.URLError as error:
        hint = f"no simulator at {base}: start one with `fieldlab up`, or set FIELDLAB_URL"
        if given or os.environ.get("CI", "false") not in ("", "false"):
            raise AssertionError(f"{hint} ({error})") from None
        raise unittest.SkipTest(hint) from None
    return base


def personas(base: str) -> list[str]:
    """Burgerservicenummers of the simulator's cast."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{base}/_lab/personas", timeout=60) as answer:
        return [persona["burgerservicenummer"] for persona in json.load(answer)]
