"""Settings come from the environment only, and are checked all at once at start-up."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Settings:
    """What the component needs to know to run. See the table in the README."""

    host: str
    port: int
    # Where persons are asked for by REST.
    brp_url: str
    # Where persons are asked for by StUF.
    stuf_url: str
    fsc: Fsc | None
    log_level: str

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
        # As long as there is no old application, our own other side plays it.
        stuf_url = url("STUF_URL", f"http://127.0.0.1:{port}/stuf")
        fsc = None
        if text("FSC_OUTWAY_URL"):
            if not text("FSC_GRANT_HASH_BRP"):
                faults["FSC_GRANT_HASH_BRP"] = "needed because FSC_OUTWAY_URL is set"
            fsc = Fsc(url("FSC_OUTWAY_URL"), text("FSC_GRANT_HASH_BRP"))
        log_level = text("LOG_LEVEL", "INFO").upper()
        if log_level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            faults["LOG_LEVEL"] = "use DEBUG, INFO, WARNING or ERROR"
        if faults:
            raise SettingsError(faults)
        return cls(host, int(port), brp_url, stuf_url, fsc, log_level)
