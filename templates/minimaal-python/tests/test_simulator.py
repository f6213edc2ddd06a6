"""Against a running simulator. Who is how old comes from the simulator, so that this works with any world."""

from __future__ import annotations

import unittest

from component.brp import Brp
from component.settings import Settings
from support import Component, personas, simulator

BRP = "/haalcentraal/api/brp"


class Simulator(unittest.TestCase):
    """From end to end."""

    @classmethod
    def setUpClass(cls) -> None:
        """Looks how old everybody of the cast is."""
        cls.base = simulator()
        brp = Brp(Settings.read({"BRP_URL": cls.base + BRP}))
        cls.ages = {number: brp.leeftijd(number) for number in personas(cls.base)}

    def setUp(self) -> None:
        """Starts a component that asks the simulator."""
        self.component = Component(self.base + BRP)
        self.addCleanup(self.component.close)

    def outcome(self, number: str, minimum: int) -> str:
        """What the component says."""
        answer = self.component.post({"burgerservicenummer": number, "minimumleeftijd": minimum})
        self.assertEqual(answer.status, 200, answer.content)
        self.assertNotIn(number.encode(), answer.content)
        return answer.json()["uitkomst"]

    def test_the_cast_has_children_adults_and_people_of_unknown_age(self) -> None:
        known = [age for age in self.ages.values() if age is not None]
        self.assertTrue(min(known) < 18 <= max(known))
        self.assertIn(None, self.ages.values())

    def test_everybody_is_as_old_as_the_brp_says(self) -> None:
        for number, age in list(self.ages.items())[:20]:
            if age is None:
                self.assertEqual(self.outcome(number, 18), "nietTeBepalen")
            else:
                self.assertEqual(self.outcome(number, max(age, 1)), "voldoet")
                self.assertEqual(self.outcome(number, age + 1), "voldoetNiet")

    def test_a_person_that_is_not_there_gets_the_same_answer_as_one_of_unknown_age(self) -> None:
        self.assertEqual(self.outcome("999999990", 18), "nietTeBepalen")

    def test_what_is_no_brp_gives_a_bad_gateway_without_details(self) -> None:
        other = Component(f"{self.base}/geheim-123")
        self.addCleanup(other.close)
        answer = other.post({"burgerservicenummer": "999990019", "minimumleeftijd": 18})
        self.assertEqual(answer.status, 502)
        self.assertNotIn(b"geheim-123", answer.content)
