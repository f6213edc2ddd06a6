"""What is kept: references, and no copy of what the sources hold."""

from __future__ import annotations

import hashlib
import hmac
import uuid

from django.conf import settings
from django.db import models


class Soort(models.TextChoices):
    """The permits this register knows."""

    BEWONER = "bewoner"
    BEZOEKER = "bezoeker"


def pseudonym(burgerservicenummer: str) -> str:
    """Recognises a person, and tells nobody who it is without the key."""
    key = settings.ENVIRONMENT.pseudonym_key.encode()
    return hmac.new(key, burgerservicenummer.encode(), hashlib.sha256).hexdigest()


class Aanvraag(models.Model):
    """An accepted request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Kept to recognise a second request; never part of an answer.
    aanvrager = models.CharField(max_length=64)
    nummeraanduiding_identificatie = models.CharField(max_length=16)
    soort = models.CharField(max_length=10, choices=Soort)
    ingangsdatum = models.DateField()
    ontvangen_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A page follows the order of arrival."""

        ordering = ("ontvangen_op", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("aanvrager", "nummeraanduiding_identificatie", "soort"), name="een_per_soort"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
