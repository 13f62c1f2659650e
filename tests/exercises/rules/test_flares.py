"""How long a flare lasts, and when flares are many."""

from datetime import date, timedelta

import pytest

from exercises.rules.flares import is_often, over_on

DAY = date(2026, 11, 18)


def test_a_flare_is_today_and_tomorrow() -> None:
    assert over_on(DAY) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("before", "often"),
    [([], False), ([6], True), ([7], False), ([2], True), ([8, 20], False), ([20, 4], True), ([0], True)],
)
def test_two_in_seven_days_are_often(before: list[int], often: bool) -> None:
    assert is_often([DAY - timedelta(days=days) for days in before], DAY) == often
