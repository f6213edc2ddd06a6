"""Against a running simulator: do BRP and BAG behave as this component expects, and does a request go through
from end to end? Who lives where comes from the simulator, so that this works with any world.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from conftest import with_environment
from contract import Component
from register.environment import Settings
from register.sources import Sources

if TYPE_CHECKING:
    from conftest import Simulator


@pytest.fixture
def asking(simulator: Simulator, settings: Any, db: None) -> Iterator[Component]:
    """A component with an empty database that asks the simulator."""
    with with_environment(settings, simulator.environment()) as component:
        yield component


def aanvraag(bsn: str, adres: str) -> dict[str, Any]:
    return {
        "burgerservicenummer": bsn,
        "nummeraanduidingIdentificatie": adres,
        "soort": "bewoner",
        "ingangsdatum": "2026-02-01",
    }


def test_the_bag_knows_every_address_the_brp_mentions(simulator: Simulator) -> None:
    sources = Sources(Settings.read(simulator.environment()))
    assert all(sources.adres(adres) for _, adres in simulator.residents)
    sources.close()


def test_a_resident_gets_a_request_accepted_once(simulator: Simulator, asking: Component) -> None:
    bsn, adres = simulator.residents[0]
    created = asking.post(aanvraag(bsn, adres))
    assert created.status_code == 201, created.content
    assert bsn not in created.content.decode()
    assert asking.get(created.headers["Location"]).json() == created.json()
    assert asking.get("/v1/aanvragen?soort=bewoner").json()["aanvragen"] == [created.json()]
    assert asking.get("/v1/aanvragen?soort=bezoeker").json()["aantal"] == 0
    assert asking.get(f"/v1/aanvragen?nummeraanduidingIdentificatie={adres}&page=2").json()["aantal"] == 1

    again = asking.post(aanvraag(bsn, adres))
    assert again.status_code == 409
    assert again.json()["code"] == "aanvraagBestaat"


def test_who_lives_elsewhere_is_refused(simulator: Simulator, asking: Component) -> None:
    bsn, adres = simulator.residents[0]
    elsewhere = next(other for _, other in simulator.residents if other != adres)
    answer = asking.post(aanvraag(bsn, elsewhere))
    assert answer.status_code == 422
    assert answer.json()["code"] == "bewonerNietBevestigd"


def test_an_address_outside_the_bag_is_refused(simulator: Simulator, asking: Component) -> None:
    bsn, _ = simulator.residents[0]
    answer = asking.post(aanvraag(bsn, "0000200000000000"))
    assert answer.status_code == 422
    assert answer.json()["code"] == "adresOnbekend"


def test_a_bag_that_refuses_the_key_gives_a_bad_gateway_without_details(
    simulator: Simulator, settings: Any, db: None
) -> None:
    bsn, adres = simulator.residents[0]
    with with_environment(settings, simulator.environment(BAG_API_KEY="verkeerd")) as component:
        answer = component.post(aanvraag(bsn, adres))
    assert answer.status_code == 502
    assert "verkeerd" not in answer.content.decode()
