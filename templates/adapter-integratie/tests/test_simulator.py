"""Against a running simulator: an old application asks by StUF and is answered from the BRP, and a new one asks
by REST and is answered by an old application. For lack of an old one the adapter plays it, so that a question
by REST goes through both translations.
"""

from __future__ import annotations

import datetime
from typing import Any

import httpx2

from adapter import stuf
from adapter.api import Adapter
from adapter.persoon import Persoon
from adapter.settings import Settings
from contract import Component

XML = {"Content-Type": "text/xml; charset=utf-8"}


def ask_stuf(address: str, number: str) -> Persoon | None:
    vraag = stuf.Vraag(number, referentienummer="r")
    content = stuf.write_vraag(vraag, datetime.datetime.now(datetime.UTC))
    answer = httpx2.post(f"{address}/stuf", content=content, headers=XML, trust_env=False, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == stuf.MEDIA_TYPE
    return stuf.read_antwoord(answer.content, vraag)


def ask_brp(simulator: str, number: str) -> dict[str, Any]:
    question = {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [number],
        "fields": ["naam.geslachtsnaam", "naam.voornamen", "verblijfplaats.verblijfadres.postcode"],
    }
    address = f"{simulator}/haalcentraal/api/brp/personen"
    return httpx2.post(address, json=question, trust_env=False, timeout=60).json()["personen"][0]


def test_an_old_application_is_answered_from_the_brp(simulator: str, listening: str, cast: list[str]) -> None:
    for number in cast:
        persoon = ask_stuf(listening, number)
        assert persoon is not None and persoon.burgerservicenummer == number
        naam = ask_brp(simulator, number).get("naam", {})
        assert (persoon.geslachtsnaam, persoon.voornamen) == (naam.get("geslachtsnaam"), naam.get("voornamen"))


def test_a_new_application_is_answered_by_an_old_one(simulator: str, listening: str, cast: list[str]) -> None:
    with Component(Adapter(Settings.read({"STUF_URL": f"{listening}/stuf"}))) as component:
        for number in cast:
            answer = component.post({"burgerservicenummer": number})
            assert answer.status_code == 200, answer.text
            assert number not in answer.text
            [persoon] = answer.json()["personen"]
            expected = ask_brp(simulator, number)
            assert persoon.get("geslachtsnaam") == expected.get("naam", {}).get("geslachtsnaam")
            address = expected.get("verblijfplaats", {}).get("verblijfadres", {})
            assert persoon.get("adres", {}).get("postcode") == address.get("postcode")


def test_nobody_is_an_answer_too(listening: str) -> None:
    assert ask_stuf(listening, "999999990") is None
    with Component(Adapter(Settings.read({"STUF_URL": f"{listening}/stuf"}))) as component:
        assert component.post({"burgerservicenummer": "999999990"}).json() == {"personen": []}


def test_a_fault_keeps_the_form_of_who_asked(simulator: str) -> None:
    wrong = Settings.read({"BRP_URL": f"{simulator}/geheim-123"})
    content = stuf.write_vraag(stuf.Vraag("999990019", "r"), datetime.datetime.now(datetime.UTC))
    with Component(Adapter(wrong)) as component:
        answer = component.ask("POST", "/stuf", content=content, headers=XML)
        assert answer.status_code == 500
        assert answer.headers["content-type"] == stuf.MEDIA_TYPE
        assert answer.headers["API-Version"]
        assert "StUF058" in answer.text and "geheim-123" not in answer.text
        # What is no question is the asker's fault.
        answer = component.ask("POST", "/stuf", content="<x/>", headers=XML)
        assert answer.status_code == 500 and "StUF055" in answer.text


def test_an_old_application_that_gives_a_fault_is_a_bad_gateway(simulator: str) -> None:
    with Component(Adapter(Settings.read({"STUF_URL": f"{simulator}/stuf"}))) as component:
        assert component.post({"burgerservicenummer": "999990019"}).status_code == 502
