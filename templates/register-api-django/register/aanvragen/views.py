"""The API of requests."""

from __future__ import annotations

import logging
import uuid
from functools import cache

from django.conf import settings
from django.db import IntegrityError, transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from register.aanvragen.models import Aanvraag, pseudonym
from register.aanvragen.serializers import (
    AanvraagSerializer,
    ListQuerySerializer,
    NieuweAanvraagSerializer,
)
from register.aanvragen.toets import Weigering, toets
from register.problem import ProblemError
from register.sources import SourceError, Sources

_log = logging.getLogger(__name__)


@cache
def sources() -> Sources:
    """BRP and BAG, with one pool of connections a process."""
    return Sources(settings.ENVIRONMENT)


class Aanvragen(APIView):
    """/v1/aanvragen"""

    def post(self, request: Request) -> Response:
        """Submits a request; it is checked at the source."""
        serializer = NieuweAanvraagSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        nieuw = serializer.validated_data
        nummeraanduiding = nieuw["nummeraanduidingIdentificatie"]
        try:
            adres = sources().adres(nummeraanduiding)
            # Nobody is asked about at an address that is not there.
            persoon = sources().persoon(nieuw["burgerservicenummer"]) if adres else None
            toets(nummeraanduiding, adres, persoon)
        except SourceError as error:
            raise _source_problem(error) from None
        except Weigering as weigering:
            raise ProblemError(422, weigering.detail, code=weigering.code) from None
        try:
            with transaction.atomic():
                aanvraag = Aanvraag.objects.create(
                    aanvrager=pseudonym(nieuw["burgerservicenummer"]),
                    nummeraanduiding_identificatie=nummeraanduiding,
                    soort=nieuw["soort"],
                    ingangsdatum=nieuw["ingangsdatum"],
                )
        except IntegrityError:
            detail = "Er is al een aanvraag van deze bewoner voor deze vergunning op dit adres."
            raise ProblemError(409, detail, code="aanvraagBestaat") from None
        headers = {"Location": f"/v1/aanvragen/{aanvraag.id}"}
        return Response(AanvraagSerializer(aanvraag).data, status=201, headers=headers)

    def get(self, request: Request) -> Response:
        """A page of requests, counted from 1."""
        serializer = ListQuerySerializer(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        query = serializer.validated_data
        found = Aanvraag.objects.all()
        if "nummeraanduidingIdentificatie" in query:
            found = found.filter(nummeraanduiding_identificatie=query["nummeraanduidingIdentificatie"])
        if "soort" in query:
            found = found.filter(soort=query["soort"])
        start = (query["page"] - 1) * query["pageSize"]
        page = found[start : start + query["pageSize"]]
        return Response(
            {
                "aantal": found.count(),
                "pagina": query["page"],
                "aanvragen": AanvraagSerializer(page, many=True).data,
            }
        )


class EenAanvraag(APIView):
    """/v1/aanvragen/{id}"""

    def get(self, request: Request, id: str) -> Response:
        """One request."""
        # An id that is no UUID cannot exist here: the same 404, without repeating it.
        try:
            aanvraag = Aanvraag.objects.filter(id=uuid.UUID(id)).first()
        except ValueError:
            aanvraag = None
        if aanvraag is None:
            raise ProblemError(404, "Er is geen aanvraag met dit id.")
        return Response(AanvraagSerializer(aanvraag).data)


def _source_problem(error: SourceError) -> ProblemError:
    """The caller hears that a source failed; what exactly went wrong is for the log."""
    _log.warning("a source gave no usable answer", extra={"cause": str(error)})
    if error.temporary:
        return ProblemError(503, "Een basisregistratie is niet bereikbaar; probeer het later opnieuw.")
    return ProblemError(502, "Een basisregistratie gaf een onverwacht antwoord.")
