"""The framework's own idea of the API says the same as `openapi.json`."""

from __future__ import annotations

from typing import Any

from fastapi.openapi.utils import get_openapi

from contract import DOCUMENT, Component, follow


def shape(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """What a caller has to know of an operation."""

    def body(content: dict[str, Any]) -> tuple[list[str], list[str]]:
        schema = content["application/json"]["schema"]
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return sorted(schema["properties"]), sorted(schema.get("required", []))

    success = next(status for status in operation["responses"] if status.startswith("2"))
    return {
        "parameters": sorted(
            (parameter["name"], parameter["in"], parameter.get("required", False))
            for parameter in operation.get("parameters", [])
        ),
        "request": "requestBody" in operation and body(operation["requestBody"]["content"]),
        "answer": (success, body(follow(operation["responses"][success])["content"])),
    }


def test_the_code_has_the_operations_of_the_document(component: Component) -> None:
    framework = component.adapter.framework
    made = get_openapi(title="x", version="1", routes=framework.routes)
    ours = {
        (f"/v1{path}", method): shape(DOCUMENT, operation)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
    }
    theirs = {
        (path, method): shape(made, operation)
        for path, item in made["paths"].items()
        for method, operation in item.items()
    }
    assert theirs == ours
