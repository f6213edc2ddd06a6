"""What comes in and what goes out. Django REST framework repeats what was sent in its texts: ours replace them."""

from __future__ import annotations

import datetime
import re
from typing import Any

from rest_framework import serializers

from register.aanvragen.models import Aanvraag, Soort
from register.aanvragen.toets import elfproef, is_nummeraanduiding


class Tekst(serializers.Field):
    """Text and nothing that could be read as text, with a check of its own."""

    default_error_messages = {
        "required": "Is verplicht.",
        "null": "Is verplicht.",
        "type": "Moet tekst zijn.",
    }

    def to_internal_value(self, data: Any) -> Any:
        """Reads it."""
        if not isinstance(data, str):
            self.fail("type")
        return self.read(data)

    def read(self, text: str) -> Any:
        """The value, or a fault."""
        raise NotImplementedError

    def to_representation(self, value: Any) -> str:
        """As it goes out."""
        return str(value)

    def wrong(self, code: str, reason: str) -> None:
        """A fault with a text of ours."""
        raise serializers.ValidationError(reason, code=code)


class BurgerservicenummerField(Tekst):
    """Nine digits that pass the eleven-test."""

    def read(self, text: str) -> str:
        """Checks it."""
        if not elfproef(text):
            self.wrong("format", "Moet negen cijfers zijn die aan de elfproef voldoen.")
        return text


class NummeraanduidingField(Tekst):
    """Reference to an address in the BAG."""

    def read(self, text: str) -> str:
        """Checks it."""
        if not is_nummeraanduiding(text):
            self.wrong("format", "Moet een BAG-nummeraanduiding zijn: 16 cijfers.")
        return text


class SoortField(Tekst):
    """One of the permits."""

    def read(self, text: str) -> Soort:
        """Checks it."""
        if text not in Soort.values:
            self.wrong("enum", f"Moet {' of '.join(Soort.values)} zijn.")
        return Soort(text)


class DatumField(Tekst):
    """A day: jjjj-mm-dd and no other way to write it."""

    def read(self, text: str) -> datetime.date:
        """Checks it."""
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        return self.wrong("format", "Moet een datum zijn: jjjj-mm-dd.")


class GetalField(Tekst):
    """A number in the query, written without signs around it."""

    def __init__(self, low: int, high: int, reason: str, **rest: Any) -> None:
        super().__init__(**rest)
        self._low, self._high, self._reason = low, high, reason

    def read(self, text: str) -> int:
        """Checks it."""
        if not re.fullmatch("[0-9]{1,9}", text) or not self._low <= int(text) <= self._high:
            self.wrong("range", self._reason)
        return int(text)


class Strict(serializers.Serializer):
    """Refuses what it does not know."""

    default_error_messages = {"invalid": "Moet een JSON-object zijn."}
    place = "body"

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """All faults at once (ADR /core/error-handling/all-errors)."""
        faults: dict[str, Any] = {}
        if not isinstance(data, dict):
            raise serializers.ValidationError({"body": [_fault("Moet een JSON-object zijn.", "object")]})
        if set(data) - set(self.fields):
            # The name is not echoed: it is free text of the caller.
            faults[self.place] = [_fault("Bevat een onbekend gegeven.", "unknown")]
        try:
            valid = super().run_validation(data)
        except serializers.ValidationError as error:
            faults |= {name: _renamed(fault) for name, fault in error.detail.items()}
        if faults:
            raise serializers.ValidationError(faults)
        return valid


def _fault(reason: str, code: str) -> serializers.ErrorDetail:
    return serializers.ErrorDetail(reason, code)


def _renamed(faults: list[serializers.ErrorDetail]) -> list[serializers.ErrorDetail]:
    return [_fault(str(fault), "required" if fault.code == "null" else fault.code) for fault in faults]


class NieuweAanvraagSerializer(Strict):
    """A request as it comes in."""

    burgerservicenummer = BurgerservicenummerField()
    nummeraanduidingIdentificatie = NummeraanduidingField()
    soort = SoortField()
    ingangsdatum = DatumField()


class ListQuerySerializer(Strict):
    """The parameters of a list."""

    place = "query"

    nummeraanduidingIdentificatie = NummeraanduidingField(required=False)
    soort = SoortField(required=False)
    page = GetalField(1, 999_999_999, "Moet een getal vanaf 1 zijn.", default=1)
    pageSize = GetalField(1, 100, "Moet een getal van 1 tot en met 100 zijn.", default=20)


class AanvraagSerializer(serializers.ModelSerializer):
    """A request as it goes out: without who asked."""

    nummeraanduidingIdentificatie = serializers.CharField(source="nummeraanduiding_identificatie")
    ontvangenOp = serializers.DateTimeField(source="ontvangen_op")

    class Meta:
        """Which members."""

        model = Aanvraag
        fields = ("id", "nummeraanduidingIdentificatie", "soort", "ingangsdatum", "ontvangenOp")
