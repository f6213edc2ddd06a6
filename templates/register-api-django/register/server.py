"""Gunicorn, set up for this component; it reads this file as its configuration. Its own errors are problems."""

from __future__ import annotations

import logging
import socket
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from register.answers import HEADERS
from register.environment import Settings
from register.logs import configuration
from register.problem import MEDIA_TYPE, ProblemError

_log = logging.getLogger(__name__)


class Worker(ThreadWorker):
    """A worker that answers what is no HTTP with a problem, and does not log what it was."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Instead of HTML."""
        if isinstance(exc, OSError):
            return
        problem = ProblemError(400)
        body = problem.to_bytes()
        own = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in {**HEADERS, **own}.items())
        _log.info("refused", extra={"kind": type(exc).__name__, "status": 400})
        try:
            client.sendall(f"HTTP/1.1 400 Bad Request\r\n{lines}\r\n".encode() + body)
        except OSError:
            pass


_settings = Settings.read()
bind = f"{_settings.host}:{_settings.port}"
# One process, so that its counts are the counts: more of them is more replicas.
workers = 1
threads = 8
worker_class = "register.server.Worker"
# No files of its own: the root of a container may be read-only.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
graceful_timeout = 20
accesslog = None
logconfig_dict = configuration(_settings.log_level)
