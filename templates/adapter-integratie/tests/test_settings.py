"""Settings, and where questions go."""

from __future__ import annotations

import pytest

from adapter.settings import Settings, SettingsError
from adapter.sources import Sources

FSC = {
    "BRP_URL": "http://brp.example.org/api/brp/",
    "FSC_OUTWAY_URL": "http://outway.example.org:9000",
    "FSC_GRANT_HASH_BRP": "$1$3$a",
}


def test_the_defaults_point_at_the_simulator_without_fsc() -> None:
    settings = Settings.read({})
    assert settings.port == {{port}}
    assert settings.brp_url.startswith("http://127.0.0.1:8990/")
    assert settings.stuf_url == f"http://127.0.0.1:{settings.port}/stuf"
    assert settings.fsc is None


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"PORT": "x", "HOST": "y", "BRP_URL": "ftp://z", "LOG_LEVEL": "veel"})
    assert list(error.value.faults) == ["HOST", "PORT", "BRP_URL", "LOG_LEVEL"]


def test_an_outway_without_grants_is_refused() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"FSC_OUTWAY_URL": "http://127.0.0.1:9000"})
    assert list(error.value.faults) == ["FSC_GRANT_HASH_BRP"]


def test_without_fsc_the_source_is_asked_directly() -> None:
    settings = Settings.read({"BRP_URL": FSC["BRP_URL"]})
    address = Sources(settings).brp_address()
    assert address == "http://brp.example.org/api/brp/personen"


def test_with_fsc_only_the_host_changes() -> None:
    settings = Settings.read(FSC)
    address = Sources(settings).brp_address()
    assert address == "http://outway.example.org:9000/api/brp/personen"
