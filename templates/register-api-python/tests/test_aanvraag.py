"""The rules, without HTTP."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from pydantic import ValidationError

from register.aanvraag import Aanvraag, NieuweAanvraag, Weigering, toets
from register.sources import Adres, Persoon
from register.store import Filter, Store

ADRES = "9001200000000001"


def nieuw(**changes: Any) -> NieuweAanvraag:
    body = {
        "burgerservicenummer": "999990019",
        "nummeraanduidingIdentificatie": ADRES,
        "soort": "bewoner",
        "ingangsdatum": "2026-02-01",
    }
    return NieuweAanvraag.model_validate({**body, **changes})


def bewaard(adres: str = ADRES, soort: Any = "bewoner") -> Aanvraag:
    return Aanvraag(
        id=uuid.uuid4(),
        burgerservicenummer=nieuw().burgerservicenummer,
        nummeraanduiding_identificatie=adres,
        soort=soort,
        ingangsdatum=datetime.date(2026, 2, 1),
        ontvangen_op=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize("number", ["999990018", "000000000", "99999001", "99999001a", "٩99990019"])
def test_a_burgerservicenummer_must_pass_the_eleven_test(number: str) -> None:
    assert nieuw().burgerservicenummer
    with pytest.raises(ValidationError):
        nieuw(burgerservicenummer=number)


@pytest.mark.parametrize("date", ["2026-02-30", "20260201", "2026-02-01T00:00:00", "1", 1769904000])
def test_a_date_is_a_day_and_nothing_else(date: object) -> None:
    with pytest.raises(ValidationError):
        nieuw(ingangsdatum=date)


def test_who_lives_at_a_known_address_is_accepted() -> None:
    toets(nieuw(), Adres(), Persoon(ADRES))


def test_an_address_the_bag_does_not_know_is_refused() -> None:
    with pytest.raises(Weigering, match="adresOnbekend"):
        toets(nieuw(), None, Persoon(ADRES))


@pytest.mark.parametrize(
    "persoon",
    [
        None,
        Persoon(None),
        Persoon("9001200000000002"),
        Persoon(ADRES, opgeschort=True),
        Persoon(ADRES, verblijft_niet_op_adres=True),
    ],
)
def test_unknown_moved_and_suspended_persons_get_the_same_refusal(persoon: Persoon | None) -> None:
    with pytest.raises(Weigering, match="bewonerNietBevestigd"):
        toets(nieuw(), Adres(), persoon)


def test_a_second_request_for_the_same_permit_is_not_added() -> None:
    store = Store()
    assert store.add(bewaard())
    assert not store.add(bewaard())
    assert store.add(bewaard(soort="bezoeker"))


def test_pages_follow_the_order_of_arrival() -> None:
    store = Store()
    for number in (1, 2, 3):
        assert store.add(bewaard(f"900120000000000{number}"))
    found, total = store.list(Filter(), 2, 2)
    assert total == 3
    assert [aanvraag.nummeraanduiding_identificatie for aanvraag in found] == ["9001200000000003"]
    assert store.list(Filter(), 999_999_999, 100) == ([], 3)
    assert store.list(Filter(soort="bezoeker"), 1, 20) == ([], 0)


def test_the_burgerservicenummer_is_in_no_answer_and_no_print() -> None:
    aanvraag = bewaard()
    for text in (aanvraag.model_dump_json(), repr(aanvraag), str(nieuw())):
        assert "999990019" not in text
