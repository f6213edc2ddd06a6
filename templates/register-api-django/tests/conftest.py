"""What the tests share: a component whose sources do not exist, and the simulator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from contract import Component
from register.aanvragen.views import sources
from register.environment import Settings
from register.sources import Sources

# Nobody listens there.
NOWHERE = {"BRP_URL": "http://127.0.0.1:9", "BAG_URL": "http://127.0.0.1:9"}


@pytest.fixture
def component(settings: Any, db: None) -> Iterator[Component]:
    """A component with an empty database; nothing asked of it gets as far as a source."""
    with with_environment(settings, NOWHERE) as component:
        yield component


@contextmanager
def with_environment(settings: Any, environment: dict[str, str]) -> Iterator[Component]:
    """A component with other settings."""
    settings.ENVIRONMENT = Settings.read(environment)
    sources.cache_clear()
    yield Component()
    sources().close()
    sources.cache_clear()


@dataclass
class Simulator:
    """A simulator that answers, and who lives where in it."""

    base: str
    # BSN and nummeraanduiding of every persona that has an address in the BRP.
    residents: list[tuple[str, str]]

    def environment(self, **changes: str) -> dict[str, str]:
        """Settings that point at it."""
        return {
            "BRP_URL": f"{self.base}/haalcentraal/api/brp",
            "BAG_URL": f"{self.base}/lvbag/individuelebevragingen/v2",
            **changes,
        }


@pytest.fixture(scope="session")
def simulator() -> Simulator:
    """The simulator. When none runs the test is skipped; with `CI` or `FIELDLAB_URL` set it fails, because
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
    simulator = Simulator(base, [])
    asked = Sources(Settings.read(simulator.environment()))
    for persona in answer.json():
        number = persona["burgerservicenummer"]
        persoon = asked.persoon(number)
        if persoon is None or persoon.opgeschort or persoon.verblijft_niet_op_adres:
            continue
        if persoon.nummeraanduiding:
            simulator.residents.append((number, persoon.nummeraanduiding))
    asked.close()
    assert simulator.residents, "no persona lives at an address"
    return simulator
