"""The technical rules of the NLGov REST API Design Rules 2.2, one test a rule, named after its id.
They need no simulator: nothing here gets as far as the BRP.
"""

from __future__ import annotations

import datetime
import re
import socket

from component.web import VERSION
from support import DOCUMENT, ROOT, Answer, ComponentTest, follow, operations

PATH = "/v1/leeftijdstoetsen"
VALID = {"burgerservicenummer": "999990019", "minimumleeftijd": 18}
JSON = {"Content-Type": "application/json"}

# Every kind of error there is without a source, made by us or by Python's server.
ERRORS = [
    (404, "GET", "/", None, {}),
    (404, "GET", "/v1/bestaat-niet", None, {}),
    (404, "POST", "/v1/bestaat-niet", b"{}", {}),
    (405, "GET", PATH, None, {}),
    (405, "POST", "/health/live", b"{}", JSON),
    (405, "BREW", "/v1/openapi.json", None, {}),
    (406, "POST", PATH, b"{}", {**JSON, "Accept": "text/html"}),
    (415, "POST", PATH, b"{}", {"Content-Type": "text/plain"}),
    (415, "POST", PATH, b"{}", {}),
    (413, "POST", PATH, b" " * 70_000, JSON),
    (400, "POST", PATH, b"", JSON),
    (400, "POST", PATH, b"{", JSON),
    (400, "POST", PATH, b"\xff", JSON),
    (400, "POST", PATH, b"[" * 50_000, JSON),
    (400, "POST", PATH, b"{}", JSON),
]


class Adr(ComponentTest):
    """One test a rule."""

    def every_error(self) -> list[tuple[int, Answer]]:
        answers = [(error[0], self.component.ask(*error[1:])) for error in ERRORS]
        return [*answers, (503, self.component.post(VALID))]

    def test_core_no_trailing_slash(self) -> None:
        for path in (f"{PATH}/", "/v1/openapi.json/", "/health/live/"):
            self.assertEqual(self.component.ask("GET", path).status, 404, path)
        self.assertFalse([path for path in DOCUMENT["paths"] if path.endswith("/")])

    def test_core_path_segments_kebab_case(self) -> None:
        for path in DOCUMENT["paths"]:
            for segment in path.split("/")[1:]:
                self.assertRegex(segment, r"^(\{[^}]+\}|_?[a-z0-9]+(-[a-z0-9]+)*)$")

    def test_core_http_methods(self) -> None:
        for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer = self.component.ask(method, PATH)
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, "POST"))
        head = self.component.ask("HEAD", "/health/live")
        self.assertEqual((head.status, head.content), (200, b""))

    def test_core_error_handling_problem_details(self) -> None:
        for status, answer in self.every_error():
            self.assertEqual(answer.status, status)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            problem = answer.json()
            self.assertEqual(problem["status"], status)
            self.assertTrue(problem["title"] and problem["detail"])

    def test_what_is_no_http_at_all_gets_a_problem_too(self) -> None:
        for sent in (b"GET /999990019 HTTP/9.9\r\n\r\n", b"999990019\r\n\r\n", b"POST / HTTP/1.1\r\nx\r\n\r\n"):
            address = ("127.0.0.1", self.component.server.server_port)
            with socket.create_connection(address, timeout=60) as connection:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
            self.assertIn("application/problem+json", answer)
            self.assertIn(f"API-Version: {VERSION}", answer)
            self.assertNotIn("999990019", answer)

    def test_core_error_handling_invalid_input(self) -> None:
        self.assertEqual(self.component.post({}).status, 400)
        self.assertTrue(all("400" in operation["responses"] for operation in operations()))

    def test_core_error_handling_all_errors(self) -> None:
        faults = self.component.post({}).json()["invalidParams"]
        self.assertEqual([fault["name"] for fault in faults], list(VALID))

    def test_core_doc_openapi(self) -> None:
        self.assertTrue(DOCUMENT["openapi"].startswith("3."))
        references = re.findall(r'"\$ref": "([^"]+)"', (ROOT / "openapi.json").read_text(encoding="utf-8"))
        self.assertTrue(references)
        for reference in references:
            self.assertTrue(follow({"$ref": reference}), reference)

    def test_core_doc_openapi_contact(self) -> None:
        for field in ("name", "email", "url"):
            self.assertTrue(DOCUMENT["info"]["contact"][field])

    def test_core_publish_openapi(self) -> None:
        answer = self.component.ask("GET", "/v1/openapi.json")
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        self.assertEqual(answer.json(), DOCUMENT)

    def test_core_uri_version(self) -> None:
        self.assertEqual(DOCUMENT["servers"][0]["url"], "/v1")
        self.assertFalse([path for path in DOCUMENT["paths"] if "/v1" in path])

    def test_core_semver_and_changelog(self) -> None:
        self.assertRegex(VERSION, r"^\d+\.\d+\.\d+(-[\w.]+)?$")
        self.assertIn(f"[{VERSION}]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))

    def test_core_version_header(self) -> None:
        answers = [answer for _, answer in self.every_error()]
        answers += [self.component.ask("GET", path) for path in ("/v1/openapi.json", "/health/ready")]
        self.assertEqual({answer.headers["API-Version"] for answer in answers}, {VERSION})
        for operation in operations():
            for status, response in operation["responses"].items():
                self.assertIn("API-Version", follow(response)["headers"], status)

    def test_core_transport_no_sensitive_uris(self) -> None:
        answer = self.component.ask("GET", "/v1/leeftijdstoetsen/999990019?bsn=999990019")
        self.assertEqual(answer.status, 404)
        self.assertNotIn(b"999990019", answer.content)
        self.assertNotIn(b"999990019", self.component.post({**VALID, "999990019": True}).content)
        self.assertFalse([operation for operation in operations() if "parameters" in operation])

    def test_core_transport_security_headers(self) -> None:
        for path in ("/", PATH, "/v1/openapi.json", "/health/live"):
            headers = self.component.ask("GET", path).headers
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["X-Frame-Options"], "DENY")
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertIn("Strict-Transport-Security", headers)
            self.assertNotIn("Server", headers)

    def test_core_transport_cors(self) -> None:
        answer = self.component.ask("POST", PATH, b"{}", {**JSON, "Origin": "https://example.org"})
        self.assertNotIn("Access-Control-Allow-Origin", answer.headers)

    def test_a_second_call_on_the_same_connection_is_not_what_was_left_of_the_first(self) -> None:
        smuggled = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
        length = f"Content-Length: {len(smuggled)}\r\n\r\n".encode()
        address = ("127.0.0.1", self.component.server.server_port)
        with socket.create_connection(address, timeout=60) as connection:
            connection.sendall(b"POST /v1/bestaat-niet HTTP/1.1\r\nHost: x\r\n" + length + smuggled)
            answer = b"".join(iter(lambda: connection.recv(4096), b""))
        self.assertEqual(answer.count(b"HTTP/1.1 "), 1)
        self.assertIn(b"404", answer)

    def test_metrics_count_answers_by_route(self) -> None:
        self.component.ask("GET", "/v1/openapi.json")
        self.component.ask("GET", "/v1/999990019")
        answer = self.component.ask("GET", "/metrics")
        self.assertTrue(answer.headers["Content-Type"].startswith("application/openmetrics-text"))
        line = b'http_requests_total{method="GET",route="/v1/openapi.json",status="200"} 1\n'
        self.assertIn(line, answer.content)
        self.assertTrue(answer.content.endswith(b"# EOF\n"))
        self.assertNotIn(b"999990019", answer.content)

    def test_security_txt_says_whom_to_tell(self) -> None:
        answer = self.component.ask("GET", "/.well-known/security.txt")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
        self.assertEqual(fields["Contact"], f"mailto:{DOCUMENT['info']['contact']['email']}")
        expires = datetime.datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00"))
        self.assertGreater(expires, datetime.datetime.now(datetime.UTC))
