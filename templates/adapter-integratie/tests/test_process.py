"""The component as a process: it starts, is healthy, logs no personal data and stops neatly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx2

from contract import ROOT


def start(**environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "adapter"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_starts_logs_without_personal_data_and_stops_on_sigterm() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nowhere = {"BRP_URL": "http://127.0.0.1:9", "STUF_URL": "http://127.0.0.1:9"}
    process = start(PORT=str(port), HOST="127.0.0.1", **nowhere)
    try:
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 120
        while True:
            try:
                assert httpx2.get(f"{base}/health/ready", trust_env=False, timeout=60).status_code == 200
                break
            except httpx2.TransportError:
                assert time.monotonic() < deadline and process.poll() is None
                time.sleep(0.05)
        health = [sys.executable, "-m", "adapter", "--health"]
        environment = {**os.environ, "PORT": str(port)}
        assert subprocess.run(health, cwd=ROOT, env=environment).returncode == 0
        body = {"burgerservicenummer": "999990019"}
        answer = httpx2.post(f"{base}/v1/persoonsvragen?bsn=999990019", json=body, trust_env=False, timeout=60)
        assert answer.status_code == 503
        assert httpx2.get(f"{base}/v1/persoonsvragen/999990019", trust_env=False, timeout=60).status_code == 404
        process.send_signal(signal.SIGTERM)
        stdout, stderr = process.communicate(timeout=120)
    finally:
        process.kill()
    # uvicorn raises the signal again once it has stopped.
    assert process.returncode in (0, -signal.SIGTERM), stderr
    lines = [json.loads(line) for line in stdout.splitlines()]
    assert any(line.get("route") == "/v1/persoonsvragen" for line in lines)
    assert "999990019" not in stdout + stderr


def test_wrong_settings_are_named_and_it_does_not_start() -> None:
    process = start(PORT="x", STUF_URL="y")
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "setting PORT:" in stderr and "setting STUF_URL:" in stderr
