"""Settings, and where questions go."""

from __future__ import annotations

import pytest

from register.environment import Settings, SettingsError
from register.sources import Sources

FSC = {
    "BRP_URL": "http://brp.example.org/api/brp/",
    "FSC_OUTWAY_URL": "http://outway.example.org:9000",
    "FSC_GRANT_HASH_BRP": "$1$3$a",
    "FSC_GRANT_HASH_BAG": "$1$3$b",
}


def test_the_defaults_point_at_the_simulator_without_fsc() -> None:
    settings = Settings.read({})
    assert settings.port == {{port}}
    assert settings.brp_url.startswith("http://127.0.0.1:8990/")
    assert settings.bag_url.startswith("http://127.0.0.1:8990/")
    assert settings.fsc is None


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"PORT": "x", "HOST": "y", "BRP_URL": "ftp://z", "LOG_LEVEL": "veel"})
    assert list(error.value.faults) == ["HOST", "PORT", "BRP_URL", "LOG_LEVEL"]


def test_an_outway_without_grants_is_refused() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"FSC_OUTWAY_URL": "http://127.0.0.1:9000"})
    assert list(error.value.faults) == ["FSC_GRANT_HASH_BRP", "FSC_GRANT_HASH_BAG"]


def test_the_key_is_not_printed() -> None:
    assert "geheim-123" not in repr(Settings.read({"BAG_API_KEY": "geheim-123"}))


def test_without_fsc_the_source_is_asked_directly() -> None:
    settings = Settings.read({"BRP_URL": FSC["BRP_URL"]})
    address = Sources(settings).address(settings.brp_url, "/personen")
    assert address == "http://brp.example.org/api/brp/personen"


def test_with_fsc_only_the_host_changes() -> None:
    settings = Settings.read(FSC)
    address = Sources(settings).address(settings.brp_url, "/personen")
    assert address == "http://outway.example.org:9000/api/brp/personen"


def test_the_database_comes_from_one_address() -> None:
    assert Settings.read({}).database["NAME"] == "db.sqlite3"
    secret = "p%40ss"  # noqa: S105
    address = f"postgres://register:{secret}@db.example.org/register"
    database = Settings.read({"DATABASE_URL": address}).database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5432, "register")
    assert database["PASSWORD"] == "p@ss"  # noqa: S105
    assert secret not in repr(Settings.read({"DATABASE_URL": address}))
    for wrong in ("mysql://x/y", "sqlite:///", "postgres://host", "postgres://host:x/y"):
        with pytest.raises(SettingsError):
            Settings.read({"DATABASE_URL": wrong})
