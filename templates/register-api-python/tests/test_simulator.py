"""Against a running simulator: do BRP and BAG behave as this component expects, and does a request go through
from end to end? Who lives where comes from the simulator, so that this works with any world.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from register.sources import Sources

if TYPE_CHECKING:
    from conftest import Simulator


def aanvraag(bsn: str, adres: str) -> dict[str, Any]:
    return {
        "burgerservicenummer": bsn,
        "nummeraanduidingIdentificatie": adres,
        "soort": "bewoner",
        "ingangsdatum": "2026-02-01",
    }


def test_the_bag_knows_every_address_the_brp_mentions(simulator: Simulator) -> None:
    async def known() -> list[bool]:
        sources = Sources(simulator.settings())
        found = [await sources.adres(adres) is not None for _, adres in simulator.residents]
        await sources.close()
        return found

    assert all(asyncio.run(known()))


def test_a_resident_gets_a_request_accepted_once(simulator: Simulator) -> None:
    bsn, adres = simulator.residents[0]
    with simulator.component() as component:
        created = component.post(aanvraag(bsn, adres))
        assert created.status_code == 201, created.text
        assert bsn not in created.text
        assert component.get(created.headers["Location"]).json() == created.json()
        assert component.get("/v1/aanvragen?soort=bewoner").json()["aanvragen"] == [created.json()]

        again = component.post(aanvraag(bsn, adres))
        assert again.status_code == 409
        assert again.json()["code"] == "aanvraagBestaat"


def test_who_lives_elsewhere_is_refused(simulator: Simulator) -> None:
    bsn, adres = simulator.residents[0]
    elsewhere = next(other for _, other in simulator.residents if other != adres)
    with simulator.component() as component:
        answer = component.post(aanvraag(bsn, elsewhere))
    assert answer.status_code == 422
    assert answer.json()["code"] == "bewonerNietBevestigd"


def test_an_address_outside_the_bag_is_refused(simulator: Simulator) -> None:
    bsn, _ = simulator.residents[0]
    with simulator.component() as component:
        answer = component.post(aanvraag(bsn, "0000200000000000"))
    assert answer.status_code == 422
    assert answer.json()["code"] == "adresOnbekend"


def test_a_bag_that_refuses_the_key_gives_a_bad_gateway_without_details(simulator: Simulator) -> None:
    bsn, adres = simulator.residents[0]
    with simulator.component(BAG_API_KEY="verkeerd") as component:
        answer = component.post(aanvraag(bsn, adres))
    assert answer.status_code == 502
    assert "verkeerd" not in answer.text
