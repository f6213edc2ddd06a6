"""The rule and the settings, without HTTP."""

from __future__ import annotations

import unittest

from component.brp import Brp
from component.settings import Settings, SettingsError
from component.toets import InvalidError, Vraag, elfproef, read, toets


class Toets(unittest.TestCase):
    """When is somebody old enough?"""

    def test_the_day_itself_counts(self) -> None:
        vraag = Vraag("999990019", 18)
        self.assertEqual(toets(vraag, 18), "voldoet")
        self.assertEqual(toets(vraag, 17), "voldoetNiet")
        self.assertEqual(toets(vraag, None), "nietTeBepalen")

    def test_a_burgerservicenummer_must_pass_the_eleven_test(self) -> None:
        self.assertTrue(elfproef("999990019"))
        for number in ("999990018", "000000000", "99999001", "99999001a", "٩99990019"):
            self.assertFalse(elfproef(number), number)

    def test_all_faults_are_reported_together(self) -> None:
        for body, codes in (
            ([], ["object"]),
            ({}, ["required", "required"]),
            ({"burgerservicenummer": 1, "minimumleeftijd": True}, ["type", "type"]),
            ({"burgerservicenummer": "1", "minimumleeftijd": 0}, ["format", "range"]),
            ({"burgerservicenummer": "999990019", "minimumleeftijd": 18.5}, ["type"]),
            ({"burgerservicenummer": "999990019", "minimumleeftijd": 18, "x": 1}, ["unknown"]),
        ):
            with self.assertRaises(InvalidError) as caught:
                read(body)
            self.assertEqual([code for _, code, _ in caught.exception.faults], codes, body)

    def test_the_number_is_not_printed(self) -> None:
        self.assertNotIn("999990019", repr(Vraag("999990019", 18)))


class SettingsTest(unittest.TestCase):
    """What comes from the environment."""

    def test_the_defaults_point_at_the_simulator_without_fsc(self) -> None:
        settings = Settings.read({})
        self.assertEqual(settings.port, {{port}})
        self.assertEqual(Brp(settings).address, "http://127.0.0.1:8990/haalcentraal/api/brp/personen")

    def test_all_wrong_settings_are_named_at_once(self) -> None:
        outway = {"FSC_OUTWAY_URL": "http://127.0.0.1:9000"}
        with self.assertRaises(SettingsError) as caught:
            Settings.read({"PORT": "x", "HOST": "y", "BRP_URL": "ftp://z", **outway})
        names = ["HOST", "PORT", "BRP_URL", "FSC_GRANT_HASH_BRP"]
        self.assertEqual(list(caught.exception.faults), names)

    def test_behind_an_outway_only_the_host_changes(self) -> None:
        settings = Settings.read(
            {
                "BRP_URL": "http://brp.example.org/api/brp/",
                "FSC_OUTWAY_URL": "http://outway.example.org:9000",
                "FSC_GRANT_HASH_BRP": "$1$3$a",
            }
        )
        self.assertEqual(Brp(settings).address, "http://outway.example.org:9000/api/brp/personen")
