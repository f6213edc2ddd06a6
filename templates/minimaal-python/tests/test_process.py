"""The component as a process: it starts, is healthy, logs no personal data and stops neatly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

from support import NOWHERE, ROOT


def start(**environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "component"],
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Process(unittest.TestCase):
    """From start to stop."""

    @unittest.skipIf(sys.platform == "win32", "Windows has no SIGTERM")
    def test_it_starts_logs_without_personal_data_and_stops_on_sigterm(self) -> None:
        process = start(PORT="0", BRP_URL=NOWHERE)
        try:
            first = process.stdout.readline()
            port = json.loads(first)["port"]
            health = [sys.executable, "-m", "component", "--health"]
            environment = {**os.environ, "PORT": str(port)}
            self.assertEqual(subprocess.run(health, cwd=ROOT, env=environment).returncode, 0)
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            body = json.dumps({"burgerservicenummer": "999990019", "minimumleeftijd": 18}).encode()
            address = f"http://127.0.0.1:{port}/v1/leeftijdstoetsen"
            request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
            for asked, status in ((request, 503), (f"{address}/999990019", 404)):
                with self.assertRaises(urllib.error.HTTPError) as caught:
                    opener.open(asked, timeout=60)
                self.assertEqual(caught.exception.code, status)
                caught.exception.close()
            process.send_signal(signal.SIGTERM)
            stdout, stderr = process.communicate(timeout=120)
        finally:
            process.kill()
        self.assertEqual(process.returncode, 0, stderr)
        lines = [json.loads(line) for line in stdout.splitlines()]
        self.assertIn("/v1/leeftijdstoetsen", [line.get("route") for line in lines])
        self.assertNotIn("999990019", stdout + stderr)

    def test_wrong_settings_are_named_and_it_does_not_start(self) -> None:
        process = start(PORT="x", BRP_URL="y")
        _, stderr = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 2)
        self.assertIn("setting PORT:", stderr)
        self.assertIn("setting BRP_URL:", stderr)
