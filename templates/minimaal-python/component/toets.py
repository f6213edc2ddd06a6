"""The rule of this component: what comes in, and when somebody is old enough. Pure: no HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vraag:
    """A question, checked for form."""

    # Not printed, on purpose.
    burgerservicenummer: str = field(repr=False)
    minimumleeftijd: int


class InvalidError(Exception):
    """All that is wrong with a question, each as name, code and reason. What was sent is not repeated."""

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def read(body: object) -> Vraag:
    """Reads a JSON body and reports every fault in it."""
    if not isinstance(body, dict):
        raise InvalidError([("body", "object", "Moet een JSON-object zijn.")])
    faults = []
    if body.keys() - {"burgerservicenummer", "minimumleeftijd"}:
        faults.append(("body", "unknown", "Bevat een onbekend gegeven."))
    number, age = body.get("burgerservicenummer"), body.get("minimumleeftijd")
    if number is None:
        faults.append(("burgerservicenummer", "required", "Is verplicht."))
    elif not isinstance(number, str):
        faults.append(("burgerservicenummer", "type", "Moet tekst zijn."))
    elif not elfproef(number):
        reason = "Moet negen cijfers zijn die aan de elfproef voldoen."
        faults.append(("burgerservicenummer", "format", reason))
    if age is None:
        faults.append(("minimumleeftijd", "required", "Is verplicht."))
    elif not isinstance(age, int) or isinstance(age, bool):
        faults.append(("minimumleeftijd", "type", "Moet een geheel getal zijn."))
    elif not 1 <= age <= 120:
        faults.append(("minimumleeftijd", "range", "Moet een getal van 1 tot en met 120 zijn."))
    if faults:
        raise InvalidError(faults)
    return Vraag(str(number), int(str(age)))


def elfproef(text: str) -> bool:
    """Whether these are nine digits that pass the eleven-test."""
    if len(text) != 9 or not (text.isascii() and text.isdigit()) or text == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(text, weights)) % 11 == 0


def toets(vraag: Vraag, leeftijd: int | None) -> str:
    """Decides with the age that the BRP gives now.

    Unknown, deceased and without a known date of birth get one and the same answer, so that nobody can find out
    by trying who exists.
    """
    if leeftijd is None:
        return "nietTeBepalen"
    return "voldoet" if leeftijd >= vraag.minimumleeftijd else "voldoetNiet"
