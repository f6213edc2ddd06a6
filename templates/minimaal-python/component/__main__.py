"""Reads the settings, listens, and stops neatly on SIGTERM. `--health` asks a running instance how it is, for the
container's health check.
"""

from __future__ import annotations

import signal
import sys
import threading
import urllib.request

from component.settings import Settings, SettingsError
from component.web import Server, log


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
    server = Server(settings)
    stopped = threading.Event()

    def stop(*_: object) -> None:
        def finish() -> None:
            log("stopping: running calls are finished first")
            server.stop()
            stopped.set()

        # Not here: `stop` waits for the loop that this handler interrupts.
        threading.Thread(target=finish).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log("listening", host=settings.host, port=server.server_port)
    server.serve_forever()
    stopped.wait()
    return 0


def health(port: int) -> int:
    """0 when the instance on this port lives."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/health/live", timeout=10) as answer:
            return 0 if answer.status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
