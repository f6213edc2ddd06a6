"""The rules and what is kept, without HTTP."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from register.aanvragen.models import Aanvraag, pseudonym
from register.aanvragen.serializers import NieuweAanvraagSerializer
from register.aanvragen.toets import Weigering, elfproef, toets
from register.sources import Adres, Persoon

ADRES = "9001200000000001"


@pytest.mark.parametrize("number", ["999990018", "000000000", "99999001", "99999001a", "٩99990019", "999990019\n"])
def test_a_burgerservicenummer_must_pass_the_eleven_test(number: str) -> None:
    assert elfproef("999990019")
    assert not elfproef(number)


@pytest.mark.parametrize("date", ["2026-02-30", "20260201", "2026-02-01T00:00:00", "1", 1769904000, True])
def test_a_date_is_a_day_and_nothing_else(date: Any) -> None:
    body = {
        "burgerservicenummer": "999990019",
        "nummeraanduidingIdentificatie": ADRES,
        "soort": "bewoner",
        "ingangsdatum": "2026-02-01",
    }
    assert NieuweAanvraagSerializer(data=body).is_valid()
    serializer = NieuweAanvraagSerializer(data={**body, "ingangsdatum": date})
    assert not serializer.is_valid()
    assert list(serializer.errors) == ["ingangsdatum"]


def test_who_lives_at_a_known_address_is_accepted() -> None:
    toets(ADRES, Adres(), Persoon(ADRES))


def test_an_address_the_bag_does_not_know_is_refused() -> None:
    with pytest.raises(Weigering, match="adresOnbekend"):
        toets(ADRES, None, Persoon(ADRES))


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
        toets(ADRES, Adres(), persoon)


def keep(number: str = "999990019", soort: str = "bewoner") -> Aanvraag:
    return Aanvraag.objects.create(
        aanvrager=pseudonym(number),
        nummeraanduiding_identificatie=ADRES,
        soort=soort,
        ingangsdatum=datetime.date(2026, 2, 1),
    )


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_request_for_the_same_permit() -> None:
    keep()
    keep(soort="bezoeker")
    keep("999990433")
    with pytest.raises(IntegrityError):
        keep()


@pytest.mark.django_db
def test_the_burgerservicenummer_is_not_in_the_database() -> None:
    keep()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM aanvragen_aanvraag")
        assert "999990019" not in str(cursor.fetchall())


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
