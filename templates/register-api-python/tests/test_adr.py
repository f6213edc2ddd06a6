"""The technical rules of the NLGov REST API Design Rules 2.2, one test a rule, named after its id.
They need no simulator: nothing here gets as far as a source.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

import pytest
from httpx2 import Response

from contract import DOCUMENT, ROOT, Component, follow, operations
from register.api import VERSION

VALID = {
    "burgerservicenummer": "999990019",
    "nummeraanduidingIdentificatie": "9001200000000001",
    "soort": "bewoner",
    "ingangsdatum": "2026-02-01",
}
HTML = {"Accept": "text/html"}
JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}

# Every kind of error there is without a source, made by a handler or by the framework.
ERRORS: list[tuple[int, str, str, dict[str, Any]]] = [
    (404, "GET", "/", {}),
    (404, "GET", "/docs", {}),
    (404, "GET", "/v1/bestaat-niet", {}),
    (404, "POST", "/v1/bestaat-niet", {"content": "{}", "headers": TEXT}),
    (404, "GET", "/v1/aanvragen/geen-uuid", {}),
    (404, "GET", "/v1/aanvragen/%FF", {}),
    (405, "DELETE", "/v1/aanvragen", {}),
    (405, "POST", "/health/live", {}),
    (406, "GET", "/v1/aanvragen", {"headers": HTML}),
    (400, "GET", "/v1/aanvragen?page=0", {}),
    (400, "GET", "/v1/aanvragen?pageSize=1_0", {}),
    (400, "POST", "/v1/aanvragen", {"content": "{", "headers": JSON}),
    (400, "POST", "/v1/aanvragen", {"content": b"\xff", "headers": JSON}),
    (400, "POST", "/v1/aanvragen", {"content": "[" * 5000, "headers": JSON}),
    (400, "POST", "/v1/aanvragen", {"content": "[]", "headers": JSON}),
    (400, "POST", "/v1/aanvragen", {"content": "", "headers": JSON}),
    (415, "POST", "/v1/aanvragen", {"content": "{}", "headers": TEXT}),
    (415, "POST", "/v1/aanvragen", {"content": "{}"}),
    (413, "POST", "/v1/aanvragen", {"content": " " * 70_000, "headers": JSON}),
    (503, "POST", "/v1/aanvragen", {"json": VALID}),
]


def every_error(component: Component) -> list[tuple[int, Response]]:
    return [(status, component.ask(method, path, **rest)) for status, method, path, rest in ERRORS]


def test_core_no_trailing_slash(component: Component) -> None:
    for path in ("/v1/aanvragen/", "/v1/openapi.json/", "/health/live/"):
        assert component.get(path).status_code == 404, path
    assert not any(path.endswith("/") for path in DOCUMENT["paths"])


def test_core_path_segments_kebab_case() -> None:
    for path in DOCUMENT["paths"]:
        for segment in path.split("/")[1:]:
            assert re.fullmatch(r"\{[^}]+\}|_?[a-z0-9]+(-[a-z0-9]+)*", segment), path


def test_core_query_keys_camel_case() -> None:
    names = [
        parameter["name"]
        for operation in operations()
        for parameter in map(follow, operation.get("parameters", []))
        if parameter["in"] == "query"
    ]
    assert names
    assert all(re.fullmatch("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*", name) for name in names), names


def test_core_date_time_format() -> None:
    properties = DOCUMENT["components"]["schemas"]["Aanvraag"]["properties"]
    assert properties["ingangsdatum"]["format"] == "date"
    assert properties["ontvangenOp"]["format"] == "date-time"


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS"])
def test_core_http_methods(component: Component, method: str) -> None:
    answer = component.ask(method, "/v1/aanvragen")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert component.ask(method, "/v1/aanvragen/x").headers["Allow"] == "GET, HEAD"


def test_head_is_get_without_a_body(component: Component) -> None:
    answer = component.ask("HEAD", "/health/live")
    assert answer.status_code == 200
    assert answer.headers["API-Version"] == VERSION


def test_core_error_handling_problem_details(component: Component) -> None:
    for (status, answer), case in zip(every_error(component), ERRORS):
        assert answer.status_code == status, case
        assert answer.headers["Content-Type"] == "application/problem+json", case
        problem = answer.json()
        assert problem["status"] == status
        assert problem["title"] and problem["detail"]


def test_core_error_handling_invalid_input(component: Component) -> None:
    for query in ("pageSize=101", "onbekend=1", "nummeraanduidingIdentificatie=1", "soort=x"):
        assert component.get(f"/v1/aanvragen?{query}").status_code == 400, query
    assert component.post({}).status_code == 400
    assert all("400" in operation["responses"] for operation in operations())


def test_core_error_handling_all_errors(component: Component) -> None:
    problem = component.post({}).json()
    assert {(fault["name"], fault["code"]) for fault in problem["invalidParams"]} == {
        (name, "required") for name in VALID
    }
    wrong = {**VALID, "burgerservicenummer": "999990018", "soort": 3, "ingangsdatum": "2026-02-30"}
    problem = component.post(wrong).json()
    assert [(fault["name"], fault["code"]) for fault in problem["invalidParams"]] == [
        ("burgerservicenummer", "format"),
        ("soort", "type"),
        ("ingangsdatum", "format"),
    ]


def test_core_doc_openapi() -> None:
    assert DOCUMENT["openapi"].startswith("3.")
    assert len(operations()) >= 3

    def references(node: Any) -> list[str]:
        if isinstance(node, list):
            return [found for item in node for found in references(item)]
        if not isinstance(node, dict):
            return []
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for item in node.values() for found in references(item)]

    for reference in references(DOCUMENT):
        assert follow({"$ref": reference}), reference


def test_core_doc_openapi_contact() -> None:
    assert all(DOCUMENT["info"]["contact"][field] for field in ("name", "email", "url"))


def test_core_publish_openapi(component: Component) -> None:
    answer = component.get("/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == DOCUMENT


def test_core_uri_version() -> None:
    assert DOCUMENT["servers"][0]["url"] == "/v1"
    assert not any("/v1" in path for path in DOCUMENT["paths"])


def test_core_semver() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", VERSION)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION, "pyproject.toml and openapi.json differ"


def test_core_changelog() -> None:
    assert f"[{VERSION}]" in (ROOT / "CHANGELOG.md").read_text()


def test_core_version_header(component: Component) -> None:
    answers = [answer for _, answer in every_error(component)]
    for path in ("/v1/aanvragen", "/v1/openapi.json", "/health/ready"):
        answers.append(component.get(path))
    assert all(answer.headers["API-Version"] == VERSION for answer in answers)
    for operation in operations():
        for status, response in operation["responses"].items():
            assert "API-Version" in follow(response)["headers"], status


def test_core_transport_no_sensitive_uris(component: Component) -> None:
    # A burgerservicenummer that is sent where it does not belong is not repeated.
    for path in ("/v1/aanvragen?bsn=999990019", "/v1/aanvragen/999990019"):
        answer = component.get(path)
        assert 400 <= answer.status_code < 500
        assert "999990019" not in answer.text
    assert "999990019" not in component.post({**VALID, "999990019": True}).text
    assert not any("burgerservice" in str(operation.get("parameters")) for operation in operations())


def test_core_transport_security_headers(component: Component) -> None:
    for path in ("/", "/v1/aanvragen", "/v1/openapi.json", "/health/live"):
        headers = component.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" in headers
        assert "Content-Type" in headers


def test_core_transport_cors(component: Component) -> None:
    answer = component.get("/v1/aanvragen", headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_fault_of_our_own_is_a_problem_too(component: Component) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("999990019")

    component.register.store.list = broken  # type: ignore[method-assign]
    answer = component.client.get("/v1/aanvragen")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["API-Version"] == VERSION
    assert "999990019" not in answer.text


def test_metrics_count_answers_by_route(component: Component) -> None:
    component.get("/v1/openapi.json")
    component.get("/v1/999990019")
    answer = component.get("/metrics")
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text")
    line = 'http_requests_total{method="GET",route="/v1/openapi.json",status="200"} 1\n'
    assert line in answer.text and answer.text.endswith("# EOF\n")
    assert "999990019" not in answer.text


def test_security_txt_says_whom_to_tell(component: Component) -> None:
    answer = component.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == f"mailto:{DOCUMENT['info']['contact']['email']}"
    expires = datetime.datetime.fromisoformat(fields["Expires"])
    assert expires > datetime.datetime.now(datetime.UTC)
