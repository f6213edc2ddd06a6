"""Persons as StUF-BG 3.10 messages: the question (Lv01), the answer (La01) and the fault (Fo02), in SOAP 1.1.

Both sides are here: reading and writing each message, so that the adapter can play either part. Pure: bytes in,
values out, and the other way round. An XML document that refers to anything outside itself, or to entities, is
refused.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, QName, SubElement, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from adapter.persoon import Adres, Datum, Persoon, elfproef

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
STUF = "http://www.egem.nl/StUF/StUF0301"
BG = "http://www.egem.nl/StUF/sector/bg/0310"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

MEDIA_TYPE = "text/xml; charset=utf-8"

# Our name in messages.
APPLICATIE = "adapter"

for _prefix, _namespace in (("soap", SOAP), ("StUF", STUF), ("BG", BG), ("xsi", XSI)):
    register_namespace(_prefix, _namespace)

# Code: description and who has to act, as StUF 3.01 lists them.
FOUTEN = {
    "StUF055": ("Berichtbody is niet conform schema in sectormodel", "Client"),
    "StUF058": ("Proces voor afhandelen bericht geeft fout", "Server"),
}

# Element of the address: attribute of ours.
ADRES = {
    "wpl.woonplaatsNaam": "woonplaats",
    "gor.straatnaam": "straatnaam",
    "aoa.postcode": "postcode",
    "aoa.huisnummer": "huisnummer",
    "aoa.huisletter": "huisletter",
    "aoa.huisnummertoevoeging": "huisnummertoevoeging",
}


class StufFoutError(Exception):
    """A fault as it goes over the line. What was sent is not repeated."""

    def __init__(self, code: str, details: str = "") -> None:
        super().__init__(f"{code} {details}".strip())
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Vraag:
    """A question for one person."""

    burgerservicenummer: str = field(repr=False)
    # By which the asker knows the answer.
    referentienummer: str = ""
    zender: str = ""


def _moment(now: datetime.datetime) -> str:
    return now.strftime("%Y%m%d%H%M%S") + f"{now.microsecond // 1000:03}"


def _put(parent: Element, namespace: str, name: str, text: str | None = None, **attributes: str) -> Element:
    element = SubElement(parent, QName(namespace, name), {QName(STUF, key): attributes[key] for key in attributes})
    element.text = text
    return element


def _envelope(name: str) -> tuple[Element, Element]:
    envelope = Element(QName(SOAP, "Envelope"))
    return envelope, SubElement(SubElement(envelope, QName(SOAP, "Body")), QName(BG, name))


def _stuurgegevens(
    parent: Element,
    code: str,
    now: datetime.datetime,
    *,
    zender: str = APPLICATIE,
    ontvanger: str,
    referentienummer: str = "",
    cross: str = "",
) -> None:
    stuurgegevens = _put(parent, BG, "stuurgegevens")
    _put(stuurgegevens, STUF, "berichtcode", code)
    _put(_put(stuurgegevens, STUF, "zender"), STUF, "applicatie", zender)
    _put(_put(stuurgegevens, STUF, "ontvanger"), STUF, "applicatie", ontvanger or "onbekend")
    if referentienummer:
        _put(stuurgegevens, STUF, "referentienummer", referentienummer)
    _put(stuurgegevens, STUF, "tijdstipBericht", _moment(now))
    if cross:
        _put(stuurgegevens, STUF, "crossRefnummer", cross)
    if code != "Fo02":
        _put(stuurgegevens, STUF, "entiteittype", "NPS")


def _write(envelope: Element) -> bytes:
    return tostring(envelope, encoding="utf-8", xml_declaration=True)


def write_vraag(vraag: Vraag, now: datetime.datetime) -> bytes:
    """The question, as an application sends it."""
    envelope, message = _envelope("npsLv01")
    _stuurgegevens(message, "Lv01", now, ontvanger="bron", referentienummer=vraag.referentienummer)
    parameters = _put(message, BG, "parameters")
    _put(parameters, STUF, "sortering", "0")
    _put(parameters, STUF, "indicatorVervolgvraag", "false")
    gelijk = _put(message, BG, "gelijk", entiteittype="NPS")
    _put(gelijk, BG, "inp.bsn", vraag.burgerservicenummer)
    _put(_put(message, BG, "scope"), BG, "object", entiteittype="NPS", scope="alles")
    return _write(envelope)


def read_vraag(content: bytes) -> Vraag:
    """Reads a question; raises `StufFoutError` with what is wrong."""
    message = _message(content, "npsLv01")
    stuurgegevens = _child(message, BG, "stuurgegevens")
    if _text(stuurgegevens, STUF, "berichtcode") != "Lv01":
        raise StufFoutError("StUF055", "stuurgegevens/berichtcode moet Lv01 zijn")
    gelijk = _child(message, BG, "gelijk")
    number = _text(gelijk, BG, "inp.bsn")
    if gelijk is None or number is None:
        raise StufFoutError("StUF055", "gelijk/inp.bsn ontbreekt")
    if len(gelijk) != 1:
        raise StufFoutError("StUF055", "gelijk mag alleen inp.bsn bevatten")
    if not elfproef(number):
        raise StufFoutError("StUF055", "gelijk/inp.bsn moet negen cijfers zijn die aan de elfproef voldoen")
    return Vraag(
        number,
        referentienummer=_text(stuurgegevens, STUF, "referentienummer") or "",
        zender=_text(_child(stuurgegevens, STUF, "zender"), STUF, "applicatie") or "",
    )


def write_antwoord(vraag: Vraag, persoon: Persoon | None, now: datetime.datetime) -> bytes:
    """The answer to a question: one person, or none."""
    envelope, message = _envelope("npsLa01")
    _stuurgegevens(message, "La01", now, ontvanger=vraag.zender, cross=vraag.referentienummer)
    parameters = _put(message, BG, "parameters")
    _put(parameters, STUF, "indicatorVervolgvraag", "false")
    antwoord = _put(message, BG, "antwoord")
    if persoon is None:
        return _write(envelope)
    found = _put(antwoord, BG, "object", entiteittype="NPS")
    _value(found, "inp.bsn", persoon.burgerservicenummer)
    _value(found, "geslachtsnaam", persoon.geslachtsnaam)
    _value(found, "voorvoegselGeslachtsnaam", persoon.voorvoegsel)
    _value(found, "voornamen", persoon.voornamen)
    _value(found, "geslachtsaanduiding", persoon.geslacht)
    _date(found, persoon.geboortedatum)
    if persoon.adres:
        adres = _put(found, BG, "verblijfsadres")
        for name, attribute in ADRES.items():
            value = getattr(persoon.adres, attribute)
            _value(adres, name, None if value is None else str(value))
    return _write(envelope)


def _value(parent: Element, name: str, value: str | None) -> None:
    """A value, or that there is none."""
    if value is not None:
        _put(parent, BG, name, value)
        return
    element = _put(parent, BG, name, noValue="geenWaarde")
    element.set(QName(XSI, "nil"), "true")


def _date(parent: Element, datum: Datum | None) -> None:
    """Eight digits; what is not known is 01, and an indication says so."""
    if datum is None:
        _value(parent, "geboortedatum", None)
        return
    indication = "V" if datum.dag else "D" if datum.maand else "M"
    text = f"{datum.jaar:04}{datum.maand or 1:02}{datum.dag or 1:02}"
    _put(parent, BG, "geboortedatum", text, indOnvolledigeDatum=indication)


def read_antwoord(content: bytes, vraag: Vraag) -> Persoon | None:
    """Reads the answer to a question: a person, or none; raises `StufFoutError` when it is a fault, or no answer."""
    message = _message(content, "npsLa01")
    stuurgegevens = _child(message, BG, "stuurgegevens")
    if _text(stuurgegevens, STUF, "crossRefnummer") != vraag.referentienummer:
        raise StufFoutError("StUF055", "het antwoord hoort niet bij de vraag")
    found = _child(_child(message, BG, "antwoord"), BG, "object")
    if found is None:
        return None
    address = _child(found, BG, "verblijfsadres")
    return Persoon(
        burgerservicenummer=_text(found, BG, "inp.bsn") or "",
        voornamen=_text(found, BG, "voornamen"),
        voorvoegsel=_text(found, BG, "voorvoegselGeslachtsnaam"),
        geslachtsnaam=_text(found, BG, "geslachtsnaam"),
        geslacht=_text(found, BG, "geslachtsaanduiding"),
        geboortedatum=_read_date(_child(found, BG, "geboortedatum")),
        adres=None if address is None else _read_address(address),
    )


def _read_date(element: Element | None) -> Datum | None:
    text = (element.text or "") if element is not None else ""
    if element is None or not text:
        return None
    if not re.fullmatch("[0-9]{8}", text):
        raise StufFoutError("StUF055", "geboortedatum is geen datum")
    jaar, maand, dag = int(text[:4]), int(text[4:6]), int(text[6:])
    indication = element.get(str(QName(STUF, "indOnvolledigeDatum")), "V")
    if indication == "J":
        return None
    return Datum(jaar, None if indication == "M" else maand, None if indication in "MD" else dag)


def _read_address(element: Element) -> Adres:
    values = {attribute: _text(element, BG, name) for name, attribute in ADRES.items()}
    number = values.pop("huisnummer")
    if number is not None and not re.fullmatch("[0-9]{1,5}", number):
        raise StufFoutError("StUF055", "aoa.huisnummer is geen getal")
    return Adres(huisnummer=None if number is None else int(number), **values)


def write_fout(fout: StufFoutError, now: datetime.datetime) -> bytes:
    """A fault, in the manner of SOAP 1.1 with a Fo02 message in it."""
    omschrijving, plek = FOUTEN[fout.code]
    envelope = Element(QName(SOAP, "Envelope"))
    fault = SubElement(SubElement(envelope, QName(SOAP, "Body")), QName(SOAP, "Fault"))
    SubElement(fault, "faultcode").text = f"soap:{plek}"
    SubElement(fault, "faultstring").text = omschrijving
    bericht = SubElement(SubElement(fault, "detail"), QName(STUF, "Fo02Bericht"))
    _stuurgegevens(bericht, "Fo02", now, ontvanger="")
    body = _put(bericht, STUF, "body")
    _put(body, STUF, "code", fout.code)
    _put(body, STUF, "plek", plek.lower())
    _put(body, STUF, "omschrijving", omschrijving)
    if fout.details:
        _put(body, STUF, "details", fout.details)
    return _write(envelope)


def _message(content: bytes, name: str) -> Element:
    """The message in an envelope; a fault in it is raised."""
    try:
        envelope = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise StufFoutError("StUF055", "het bericht is geen veilige, geldige XML") from None
    body = _child(envelope, SOAP, "Body") if envelope.tag == str(QName(SOAP, "Envelope")) else None
    fault = _child(body, SOAP, "Fault")
    if fault is not None:
        code = next((element.text for element in fault.iter(str(QName(STUF, "code")))), None)
        raise StufFoutError(code if code in FOUTEN else "StUF058")
    message = _child(body, BG, name)
    if message is None:
        raise StufFoutError("StUF055", f"verwacht {name} in een SOAP-envelop")
    return message


def _child(parent: Element | None, namespace: str, name: str) -> Element | None:
    return None if parent is None else parent.find(str(QName(namespace, name)))


def _text(parent: Element | None, namespace: str, name: str) -> str | None:
    element = _child(parent, namespace, name)
    return None if element is None else (element.text or "").strip() or None
