"""How much of what was asked was done."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.adherence import Adherence, DayScore, adherence, streak, window
from exercises.rules.dose import Dose
from exercises.rules.rounds import PatternedAssignment, PatternedRevision, pattern_of, read_pattern
from exercises.rules.sessions import Interval, Said
from exercises.terms import Outcome

START = date(2026, 11, 2)


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


def plan(
    *doses: Dose,
    days: int = 28,
    holds: tuple[Interval, ...] = (),
    ended_on: date | None = None,
    later: tuple[int, Dose] | None = None,
) -> PatternedAssignment:
    """An assignment from day 1; with `later`, a second revision from that day on."""

    def revision(number: int, on: date, doses: Sequence[Dose]) -> PatternedRevision:
        plain = pattern_of([(1, days, [(uuid4(), dose, None) for dose in doses])])
        return PatternedRevision(number, on, read_pattern(json.dumps(plain)))

    revisions = [revision(1, START, doses or (Dose(reps=5),))]
    if later:
        revisions.append(revision(2, day(later[0]), [later[1]]))
    return PatternedAssignment(uuid4(), "Back care", START, ended_on, tuple(revisions), holds)


Spoken = tuple[int, int | None, float | None]


def heard(*spoken: Spoken) -> dict[date, list[Said]]:
    """What was said as (day, round, completed); completed None is a pain score alone."""
    said: dict[date, list[Said]] = {}
    for order, (number, round, completed) in enumerate(spoken):
        outcome = None if completed is None else Outcome.PART
        said.setdefault(day(number), []).append(
            Said(day(number), round, outcome, completed or 0.0, 3 if completed is None else None, order)
        )
    return said


def over(
    days: int, plans: list[PatternedAssignment], *spoken: Spoken, pauses: Sequence[Interval] = ()
) -> Adherence:
    """Adherence over day 1 to `days`, seen on the day after, which is not part of what is over."""
    return adherence(plans, heard(*spoken), today=day(days + 1), days=days + 1, pauses=pauses)


def test_the_worked_example_of_the_reference() -> None:
    done = [(number, 1, 1.0) for number in range(1, 7)]
    found = over(10, [plan()], *done, (7, 1, 0.5), (8, 1, 0.67), (9, 1, 0.0))
    assert (found.done, found.expected, found.percent) == (7.17, 10, 72)
    assert sum(score.reported for score in found.days) == 9


WEEKLY = Dose(reps=5, days_per_week=1)
CASES: list[tuple[str, list[PatternedAssignment], list[Spoken], tuple[float, int]]] = [
    ("nothing said counts nought", [plan()], [], (0, 7)),
    ("without a program nothing is expected", [], [(1, 1, 1.0)], (0, 0)),
    ("a hold leaves the denominator", [plan(holds=(Interval(day(3), day(5)),))], [(1, 1, 1.0)], (1, 5)),
    ("work while held counts in nothing", [plan(holds=(Interval(day(3)),))], [(4, None, 1.0)], (0, 2)),
    ("work on a rest day counts in nothing", [plan(WEEKLY)], [(2, None, 1.0), (3, 1, 1.0)], (0, 1)),
    ("days after the end are not expected", [plan(days=3)], [], (0, 3)),
    ("nor from the day it was ended", [plan(ended_on=day(5))], [], (0, 4)),
    ("rounds are counted one by one", [plan(Dose(reps=5, per_day=2))], [(1, 2, 1.0)], (1, 14)),
    ("a bare date is all rounds", [plan(Dose(reps=5, per_day=2))], [(1, None, 0.5)], (1, 14)),
    ("two programs on a day are one session", [plan(), plan()], [(1, 1, 1.0)], (1, 7)),
    ("the last said stands", [plan()], [(1, 1, 1.0), (1, 1, 0.0)], (0, 7)),
    ("over-doing counts one", [plan()], [(1, 1, 1.0), (1, 2, 1.0), (1, 3, 1.0)], (1, 7)),
    ("pain alone is no work", [plan()], [(1, 1, None)], (0, 7)),
    (
        "a day counts by the revision then in force",
        [plan(later=(5, Dose(reps=5, per_day=3)))],
        [(1, 1, 1.0), (5, None, 1.0)],
        (4, 13),
    ),
]


@pytest.mark.parametrize(
    ("plans", "spoken", "counts"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_counts_in_a_week(
    plans: list[PatternedAssignment], spoken: list[Spoken], counts: tuple[float, int]
) -> None:
    found = over(7, plans, *spoken)
    assert (found.done, found.expected) == counts


def test_days_paused_by_a_safety_alert_leave_the_denominator_and_their_work_too() -> None:
    found = over(7, [plan()], (1, 1, 1.0), (3, 1, 1.0), pauses=iter([Interval(day(3), day(6))]))  # type: ignore[arg-type]
    assert (found.done, found.expected) == (1, 4)


@pytest.mark.parametrize(
    ("spoken", "counts"),
    [
        ([], (0, 0)),
        ([(5, 1, 1.0)], (1, 1)),
        ([(5, 1, 0.0)], (0, 1)),
        ([(5, 1, None)], (0, 0)),
        ([(5, 2, 1.0), (5, 1, 1.0)], (2, 2)),
        ([(5, None, 1.0)], (3, 3)),
    ],
    ids=["unreported", "one done", "one skipped", "pain alone", "two of three", "the whole day"],
)
def test_today_counts_only_what_is_reported(spoken: list[Spoken], counts: tuple[float, int]) -> None:
    found = adherence([plan(Dose(reps=5, per_day=3))], heard(*spoken), today=day(5), days=1)
    assert (found.done, found.expected) == counts


@pytest.mark.parametrize(
    ("expected", "percent"), [(0, None), (3, None), (4, 100), (5, 80), (8, 50), (9, 44), (400, 1)]
)
def test_under_four_expected_there_is_no_percentage(expected: int, percent: int | None) -> None:
    assert Adherence(4.0, expected).percent == percent


def test_a_half_is_rounded_up() -> None:
    assert Adherence(1, 8).percent == 13


def test_the_window_ends_today() -> None:
    assert window(day(3), 3) == (day(1), day(2), day(3))
    assert len(window(day(3), 14)) == 14


def scored(*pairs: tuple[float, int]) -> Adherence:
    days = tuple(
        DayScore(day(number), expected, done, 0) for number, (done, expected) in enumerate(pairs, start=1)
    )
    return Adherence(0, 0, days)


@pytest.mark.parametrize(
    ("label", "days", "length"),
    [
        ("no days", [], 0),
        ("all done", [(1, 1)] * 3, 3),
        ("broken before", [(1, 1), (0, 1), (1, 1), (1, 1)], 2),
        ("broken yesterday", [(1, 1), (0, 1), (0, 0)], 0),
        ("today is open", [(1, 1), (1, 1), (0, 0)], 2),
        ("a rest day breaks nothing", [(1, 1), (0, 0), (1, 1)], 2),
        ("a half is enough", [(0.5, 1), (1, 2)], 2),
        ("less than a half is not", [(1, 1), (0.49, 1)], 0),
        ("rest alone is no streak", [(0, 0), (0, 0)], 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_streak(label: str, days: list[tuple[float, int]], length: int) -> None:
    assert streak(scored(*days)) == length


spoken = st.lists(
    st.tuples(st.integers(1, 16), st.none() | st.integers(0, 5), st.none() | st.sampled_from((0.0, 0.5, 1.0)))
)


@given(spoken, st.integers(1, 4), st.integers(1, 7))
def test_whatever_is_said_no_more_is_done_than_was_expected(
    spoken: list[Spoken], per_day: int, days_per_week: int
) -> None:
    dose = Dose(reps=5, per_day=per_day, days_per_week=days_per_week)
    found = over(14, [plan(dose)], *spoken)
    assert all(0 <= score.done <= score.expected for score in found.days)
    assert found.percent is None or 0 <= found.percent <= 100
    assert 0 <= streak(found) <= 15
