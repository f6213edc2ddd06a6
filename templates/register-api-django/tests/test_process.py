"""The component as a process: it starts, is healthy, logs no personal data and stops neatly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from contract import ROOT

RUN = [sys.executable, "-m", "gunicorn", "--config", "register/server.py", "register.wsgi"]


def start(**environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        RUN,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_starts_logs_without_personal_data_and_stops_on_sigterm(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "BRP_URL": "http://127.0.0.1:9",
        "BAG_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    process = start(**environment)
    try:
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 120
        while True:
            try:
                assert httpx2.get(f"{base}/health/live", trust_env=False, timeout=60).status_code == 200
                break
            except httpx2.TransportError:
                assert time.monotonic() < deadline and process.poll() is None
                time.sleep(0.05)
        # Not ready before the database has our tables.
        assert httpx2.get(f"{base}/health/ready", trust_env=False, timeout=60).status_code == 503
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        assert subprocess.run(migrate, cwd=ROOT, env={**os.environ, **environment}).returncode == 0
        assert httpx2.get(f"{base}/health/ready", trust_env=False, timeout=60).status_code == 200
        body = {
            "burgerservicenummer": "999990019",
            "nummeraanduidingIdentificatie": "9001200000000001",
            "soort": "bewoner",
            "ingangsdatum": "2026-02-01",
        }
        answer = httpx2.post(f"{base}/v1/aanvragen?bsn=999990019", json=body, trust_env=False, timeout=60)
        assert answer.status_code == 503
        assert httpx2.get(f"{base}/v1/aanvragen/999990019", trust_env=False, timeout=60).status_code == 404
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"999990019\r\n\r\n")
            refused = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
        assert "application/problem+json" in refused and "API-Version" in refused
        process.send_signal(signal.SIGTERM)
        stdout, stderr = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 0, stderr
    lines = [json.loads(line) for line in stdout.splitlines()]
    assert any(line.get("route") == "/v1/aanvragen/<str:id>" for line in lines)
    assert "999990019" not in stdout + stderr


def test_wrong_settings_are_named_and_it_does_not_start() -> None:
    process = start(PORT="x", BAG_URL="y")
    _, stderr = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "setting PORT:" in stderr and "setting BAG_URL:" in stderr
