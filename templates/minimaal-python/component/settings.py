"""Settings come from the environment only, and are checked all at once at start-up."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass


class SettingsError(Exception):
    """Settings that cannot be used. The values are not repeated: they may be secrets."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"setting {name}: {reason}" for name, reason in faults.items()))


@dataclass(frozen=True)
class Settings:
    """What the component needs to know to run. See the table in the README."""

    host: str
    port: int
    brp_url: str
    # Set together, when calls go through an FSC outway instead of straight to the source.
    fsc_outway_url: str
    fsc_grant_hash_brp: str

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads all settings; an empty value counts as absent. All faults are reported together."""
        faults: dict[str, str] = {}

        def text(name: str, default: str = "") -> str:
            return environment.get(name, "").strip() or default

        def url(name: str, default: str = "") -> str:
            value = text(name, default)
            if value and not value.startswith(("http://", "https://")):
                faults[name] = "must start with http:// or https://"
            return value.rstrip("/")

        host = text("HOST", "127.0.0.1")
        try:
            ipaddress.ip_address(host)
        except ValueError:
            faults["HOST"] = "not an IP address; use 127.0.0.1, or 0.0.0.0 in a container"
        port = text("PORT", "{{port}}")
        if not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) < 65536):
            faults["PORT"] = "not a port; use a number from 0 to 65535"
            port = "0"
        brp_url = url("BRP_URL", "http://127.0.0.1:8990/haalcentraal/api/brp")
        outway, grant = url("FSC_OUTWAY_URL"), text("FSC_GRANT_HASH_BRP")
        if outway and not grant:
            faults["FSC_GRANT_HASH_BRP"] = "needed because FSC_OUTWAY_URL is set"
        if faults:
            raise SettingsError(faults)
        return cls(host, int(port), brp_url, outway, grant)
