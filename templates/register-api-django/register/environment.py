"""Settings come from the environment only, and are checked all at once at start-up."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

DEFAULT_PORT = "{{port}}"
SIMULATOR = "http://127.0.0.1:8990"


class SettingsError(Exception):
    """Settings that cannot be used. The values are not repeated: they may be secrets."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("; ".join(f"setting {name}: {reason}" for name, reason in faults.items()))


@dataclass(frozen=True)
class Fsc:
    """Where the FSC outway is and which grant opens which service."""

    outway_url: str
    grant_brp: str
    grant_bag: str


@dataclass(frozen=True)
class Settings:
    """What the component needs to know to run. See the table in the README."""

    host: str
    port: int
    brp_url: str
    bag_url: str
    # Never printed.
    bag_api_key: str = field(repr=False)
    fsc: Fsc | None
    log_level: str
    # What Django takes for DATABASES["default"].
    database: dict[str, object] = field(repr=False)
    # Makes pseudonyms of burgerservicenummers; never printed.
    pseudonym_key: str = field(repr=False)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads all settings; an empty value counts as absent. All faults are reported together."""
        faults: dict[str, str] = {}

        def text(name: str, default: str = "") -> str:
            return environment.get(name, "").strip() or default

        def url(name: str, default: str = "") -> str:
            value = text(name, default)
            if not value.startswith(("http://", "https://")):
                faults[name] = "must start with http:// or https://"
            return value.rstrip("/")

        host = text("HOST", "127.0.0.1")
        try:
            ipaddress.ip_address(host)
        except ValueError:
            faults["HOST"] = "not an IP address; use 127.0.0.1, or 0.0.0.0 in a container"
        port = text("PORT", DEFAULT_PORT)
        if not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536):
            faults["PORT"] = "not a port; use a number from 0 to 65535"
            port = "0"
        brp_url = url("BRP_URL", f"{SIMULATOR}/haalcentraal/api/brp")
        bag_url = url("BAG_URL", f"{SIMULATOR}/lvbag/individuelebevragingen/v2")
        fsc = None
        if text("FSC_OUTWAY_URL"):
            for name in ("FSC_GRANT_HASH_BRP", "FSC_GRANT_HASH_BAG"):
                if not text(name):
                    faults[name] = "needed because FSC_OUTWAY_URL is set"
            fsc = Fsc(url("FSC_OUTWAY_URL"), text("FSC_GRANT_HASH_BRP"), text("FSC_GRANT_HASH_BAG"))
        log_level = text("LOG_LEVEL", "INFO").upper()
        if log_level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            faults["LOG_LEVEL"] = "use DEBUG, INFO, WARNING or ERROR"
        bag_api_key = text("BAG_API_KEY", "fieldlab")
        database = _database(text("DATABASE_URL", "sqlite:///db.sqlite3"))
        if not database:
            faults["DATABASE_URL"] = "use sqlite:///path or postgres://user:password@host:5432/name"
        pseudonym_key = text("PSEUDONYM_KEY", "fieldlab-alleen-voor-verzonnen-personen")
        if len(pseudonym_key) < 32:
            faults["PSEUDONYM_KEY"] = "must have at least 32 characters"
        if faults:
            raise SettingsError(faults)
        return cls(host, int(port), brp_url, bag_url, bag_api_key, fsc, log_level, database, pseudonym_key)


def _database(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        # One slash belongs to the address: sqlite:///here, sqlite:////there.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:],
            # Two calls at the same time wait for one another.
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10},
        }
    try:
        port = parts.port or 5432
    except ValueError:
        return {}
    if parts.scheme in ("postgres", "postgresql") and parts.hostname and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname,
            "PORT": port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {}
