"""What the tests share: a component whose sources do not exist, and the simulator."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest
from pydantic import SecretStr

from contract import Component
from register.api import Register
from register.settings import Settings
from register.sources import Sources

# Nobody listens there.
NOWHERE = {"BRP_URL": "http://127.0.0.1:9", "BAG_URL": "http://127.0.0.1:9"}


@pytest.fixture
def component() -> Iterator[Component]:
    """A fresh component; nothing asked of it gets as far as a source."""
    with Component(Register(Settings.read(NOWHERE))) as component:
        yield component


@dataclass
class Simulator:
    """A simulator that answers, and who lives where in it."""

    base: str
    # BSN and nummeraanduiding of every persona that has an address in the BRP.
    residents: list[tuple[str, str]]

    def settings(self, **changes: str) -> Settings:
        """Settings that point at it."""
        return Settings.read(
            {
                "BRP_URL": f"{self.base}/haalcentraal/api/brp",
                "BAG_URL": f"{self.base}/lvbag/individuelebevragingen/v2",
                **changes,
            }
        )

    def component(self, **changes: str) -> Component:
        """A fresh component that asks it."""
        return Component(Register(self.settings(**changes)))


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
    numbers = [persona["burgerservicenummer"] for persona in answer.json()]
    simulator.residents = asyncio.run(_residents(simulator.settings(), numbers))
    assert simulator.residents, "no persona lives at an address"
    return simulator


async def _residents(settings: Settings, numbers: list[str]) -> list[tuple[str, str]]:
    sources = Sources(settings)
    residents = []
    for number in numbers:
        persoon = await sources.persoon(SecretStr(number))
        if persoon is None or persoon.opgeschort or persoon.verblijft_niet_op_adres:
            continue
        if persoon.nummeraanduiding:
            residents.append((number, persoon.nummeraanduiding))
    await sources.close()
    return residents
