"""Reads the settings, listens, and stops neatly on SIGTERM. `--health` asks a running instance how it is,
for the container's health check.
"""

from __future__ import annotations

import logging
import sys
import urllib.error
import urllib.request
from types import FrameType

import uvicorn

from register.api import Register
from register.logs import set_up
from register.settings import Settings, SettingsError


class Server(uvicorn.Server):
    """Says that it is not ready any more before it stops listening; running calls are finished first."""

    def __init__(self, register: Register, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                register.application,
                host=settings.host,
                port=settings.port,
                # Its access log holds whole addresses; ours holds patterns.
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=20,
            )
        )
        self._register = register

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """On SIGTERM (what a container gets) or Ctrl-C."""
        self._register.draining = True
        super().handle_exit(sig, frame)


def main() -> int:
    """Runs the component."""
    try:
        settings = Settings.read()
    except SettingsError as error:
        for name, reason in error.faults.items():
            print(f"setting {name}: {reason}", file=sys.stderr)
        return 2
    if sys.argv[1:] == ["--health"]:
        return health(settings.port)
    set_up(settings.log_level)
    logging.getLogger(__name__).info("starting", extra={"host": settings.host, "port": settings.port})
    Server(Register(settings), settings).run()
    return 0


def health(port: int) -> int:
    """0 when the instance on this port lives."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/health/live", timeout=10) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, TimeoutError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
