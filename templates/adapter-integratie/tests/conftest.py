"""What the tests share: a component whose sources do not exist, and the simulator."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator

import httpx2
import pytest
import uvicorn

from adapter.api import Adapter
from adapter.settings import Settings
from contract import Component

# Nobody listens there.
NOWHERE = {"BRP_URL": "http://127.0.0.1:9", "STUF_URL": "http://127.0.0.1:9/stuf"}


@pytest.fixture
def component() -> Iterator[Component]:
    """A fresh component; nothing asked of it gets as far as a source."""
    with Component(Adapter(Settings.read(NOWHERE))) as component:
        yield component


@pytest.fixture(scope="session")
def simulator() -> str:
    """Where the simulator is. When none runs the test is skipped; with `CI` or `FIELDLAB_URL` set it fails, because
    then somebody counts on it.
    """
    given = os.environ.get("FIELDLAB_URL", "")
    counted_on = given or os.environ.get("CI", "false") not in ("", "false")
    base = (given or "http://127.0.0.1:8990").rstrip("/")
    try:
        answer = httpx2.get(f"{base}/_lab/personas", trust_env=False, timeout=60)
    except httpx2.TransportError as error:
        hint = f"no simulator at {base}: start one with `fieldlab up`, or set FIELDLAB_URL"
        if counted_on:
            pytest.fail(f"{hint} ({error})")
        pytest.skip(hint)
    assert answer.status_code == 200, f"what answers at {base} is no simulator"
    return base


@pytest.fixture(scope="session")
def cast(simulator: str) -> list[str]:
    """Burgerservicenummers of the simulator's people."""
    answer = httpx2.get(f"{simulator}/_lab/personas", trust_env=False, timeout=60)
    # Some, from all over: those with half a date of birth or no address are further on.
    return [persona["burgerservicenummer"] for persona in answer.json()][::4]


@pytest.fixture(scope="session")
def listening(simulator: str) -> Iterator[str]:
    """Address of an adapter that listens, asks the simulator, and plays the old application for itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings.read({"PORT": str(port), "BRP_URL": f"{simulator}/haalcentraal/api/brp"})
    config = uvicorn.Config(Adapter(settings).application, port=port, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
