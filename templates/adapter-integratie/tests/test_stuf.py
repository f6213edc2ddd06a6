"""The translation, without HTTP: what is written can be read back, and what is wrong is refused."""

from __future__ import annotations

import datetime
from xml.etree.ElementTree import Element, QName

import pytest
from defusedxml.ElementTree import fromstring

from adapter import stuf
from adapter.persoon import Adres, Datum, Persoon, elfproef
from adapter.sources import from_brp

NOW = datetime.datetime(2026, 2, 1, 12, 30, 45, 678000, tzinfo=datetime.UTC)
VRAAG = stuf.Vraag("999990019", referentienummer="ref-1", zender="oud")
NAMES = {"bg": stuf.BG, "s": stuf.STUF, "soap": stuf.SOAP}

PERSONEN = [
    None,
    Persoon("999990019"),
    Persoon(
        "999990019",
        voornamen="Zoë <Renée>",
        voorvoegsel="van 't",
        geslachtsnaam="Müller & Zn",
        geslacht="V",
        geboortedatum=Datum(1988, 4, 12),
        adres=Adres("Laan", 1, "a", "bis", "8000AA", "Waterlinge"),
    ),
    Persoon("999990019", geboortedatum=Datum(1975)),
    Persoon("999990019", geboortedatum=Datum(1978, 5), adres=Adres(woonplaats="Waterlinge")),
]


def body(content: bytes) -> Element:
    found = fromstring(content).find("soap:Body", NAMES)
    assert found is not None
    return found


@pytest.mark.parametrize("persoon", PERSONEN)
def test_a_person_that_is_written_can_be_read_back(persoon: Persoon | None) -> None:
    assert stuf.read_antwoord(stuf.write_antwoord(VRAAG, persoon, NOW), VRAAG) == persoon


def test_a_question_that_is_written_can_be_read_back() -> None:
    read = stuf.read_vraag(stuf.write_vraag(VRAAG, NOW))
    assert (read.burgerservicenummer, read.referentienummer) == ("999990019", "ref-1")
    assert read.zender == stuf.APPLICATIE


def test_an_answer_looks_as_stuf_has_it() -> None:
    answer = body(stuf.write_antwoord(VRAAG, PERSONEN[3], NOW))
    message = answer.find("bg:npsLa01", NAMES)
    assert message is not None

    def text(path: str) -> str | None:
        return message.findtext(path, namespaces=NAMES)

    assert text("bg:stuurgegevens/s:berichtcode") == "La01"
    assert text("bg:stuurgegevens/s:crossRefnummer") == "ref-1"
    assert text("bg:stuurgegevens/s:ontvanger/s:applicatie") == "oud"
    assert text("bg:stuurgegevens/s:tijdstipBericht") == "20260201123045678"
    assert text("bg:antwoord/bg:object/bg:geboortedatum") == "19750101"
    date = message.find("bg:antwoord/bg:object/bg:geboortedatum", NAMES)
    assert date is not None and date.get(str(QName(stuf.STUF, "indOnvolledigeDatum"))) == "M"
    name = message.find("bg:antwoord/bg:object/bg:geslachtsnaam", NAMES)
    assert name is not None and name.get(str(QName(stuf.STUF, "noValue"))) == "geenWaarde"


LV01 = stuf.write_vraag(VRAAG, NOW).decode()

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "details"),
    [
        ("", "geen veilige"),
        ("geen xml", "geen veilige"),
        (LV01.replace("<soap:Envelope", BOMB + "<soap:Envelope"), "geen veilige"),
        (LV01.replace("<soap:Envelope", FILE + "<soap:Envelope").replace("999990019", "&a;"), "geen veilige"),
        ("<x/>", "verwacht npsLv01"),
        (LV01.replace("npsLv01", "npsLv02"), "verwacht npsLv01"),
        (LV01.replace(">Lv01<", ">Lv02<"), "berichtcode"),
        (LV01.replace("999990019", "999990018"), "elfproef"),
        (LV01.replace("inp.bsn", "inp.a-nummer"), "ontbreekt"),
        (LV01.replace("</BG:gelijk>", "<BG:geslachtsnaam>Wit</BG:geslachtsnaam></BG:gelijk>"), "alleen inp.bsn"),
    ],
)
def test_a_wrong_question_is_refused_without_repeating_it(content: str, details: str) -> None:
    with pytest.raises(stuf.StufFoutError) as caught:
        stuf.read_vraag(content.encode())
    assert details in caught.value.details
    fault = stuf.write_fout(caught.value, NOW).decode()
    assert "99999001" not in fault
    found = body(fault.encode()).find("soap:Fault/detail/s:Fo02Bericht/s:body", NAMES)
    assert found is not None
    assert found.findtext("s:code", namespaces=NAMES) == "StUF055"
    assert found.findtext("s:plek", namespaces=NAMES) == "client"


def test_a_fault_or_an_answer_to_something_else_is_no_answer() -> None:
    fault = stuf.write_fout(stuf.StufFoutError("StUF058"), NOW)
    with pytest.raises(stuf.StufFoutError, match="StUF058"):
        stuf.read_antwoord(fault, VRAAG)
    other = stuf.Vraag("999990019", referentienummer="ref-2")
    with pytest.raises(stuf.StufFoutError, match="hoort niet bij"):
        stuf.read_antwoord(stuf.write_antwoord(other, None, NOW), VRAAG)


@pytest.mark.parametrize(
    ("old", "new"), [("19880412", "gisteren"), (">1<", ">een<")], ids=["geboortedatum", "huisnummer"]
)
def test_an_answer_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    content = stuf.write_antwoord(VRAAG, PERSONEN[2], NOW).decode()
    assert old in content
    with pytest.raises(stuf.StufFoutError, match="is geen"):
        stuf.read_antwoord(content.replace(old, new).encode(), VRAAG)


@pytest.mark.parametrize(
    ("datum", "expected"),
    [
        ({"type": "Datum", "datum": "1988-04-12"}, Datum(1988, 4, 12)),
        ({"type": "JaarMaandDatum", "jaar": 1978, "maand": 5}, Datum(1978, 5)),
        ({"type": "JaarDatum", "jaar": 1975}, Datum(1975)),
        ({"type": "DatumOnbekend", "onbekend": True}, None),
    ],
)
def test_every_kind_of_date_of_the_brp_is_understood(datum: dict[str, object], expected: Datum | None) -> None:
    persoon = from_brp({"burgerservicenummer": "999990019", "geboorte": {"datum": datum}})
    assert persoon.geboortedatum == expected


def test_a_burgerservicenummer_must_pass_the_eleven_test() -> None:
    assert elfproef("999990019")
    for number in ("999990018", "000000000", "99999001", "٩99990019", "999990019\n"):
        assert not elfproef(number)


def test_a_person_is_not_printed() -> None:
    assert "Müller" not in repr(PERSONEN[2]) and "999990019" not in repr(VRAAG)
