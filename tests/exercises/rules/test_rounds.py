"""How many rounds a day has: the same as by what is prescribed, whatever is prescribed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.dose import Dose
from exercises.rules.rounds import (
    PatternedAssignment,
    PatternedRevision,
    day_rounds,
    pattern_of,
    read_pattern,
)
from exercises.rules.sessions import (
    Interval,
    PlannedAssignment,
    PlannedItem,
    PlannedPhase,
    PlannedRevision,
    plan_day,
)
from exercises.terms import NothingToday

START = date(2026, 11, 16)
"""A Monday."""

BRIDGE, CLAM, PLANK = (UUID(int=n) for n in (1, 2, 3))
ONCE, TWICE, THRICE = (Dose(reps=10, per_day=n) for n in (1, 2, 3))
LONG_ONCE = Dose(sets=6, reps=30, hold_s=30)
REST_DAY = NothingToday.REST_DAY


def day(number: int) -> date:
    """The date of day `number`, from 1."""
    return START + timedelta(days=number - 1)


def item(dose: Dose, exercise: UUID = BRIDGE, weekdays: frozenset[int] | None = None) -> PlannedItem:
    return PlannedItem(uuid4(), exercise, "Bridge", dose, weekdays)


def revision(
    *phases: tuple[int, int, Sequence[PlannedItem]], number: int = 1, on: int = 1
) -> PlannedRevision:
    rows = (
        PlannedPhase(place, f"Phase {place}", "", first, last, tuple(items))
        for place, (first, last, items) in enumerate(phases, start=1)
    )
    return PlannedRevision(number, day(on), tuple(rows))


def assignment(
    *revisions: PlannedRevision,
    starts: int = 1,
    ended: int | None = None,
    holds: Sequence[Interval] = (),
    flares: Sequence[Interval] = (),
) -> PlannedAssignment:
    ended_on = None if ended is None else day(ended)
    return PlannedAssignment(
        uuid4(), "Back care", day(starts), ended_on, revisions, tuple(holds), tuple(flares)
    )


def plain(
    *items: PlannedItem, starts: int = 1, ended: int | None = None, **more: object
) -> PlannedAssignment:
    held = [Interval(day(n), day(n + 1)) for n in more.get("held", ())]  # type: ignore[attr-defined]
    return assignment(revision((1, 28, items)), starts=starts, ended=ended, holds=held)


def patterned(plan: PlannedAssignment) -> PatternedAssignment:
    """The same assignment by its patterns, read as from the database."""
    revisions = [
        PatternedRevision(
            one.number,
            one.effective_on,
            read_pattern(
                json.dumps(
                    pattern_of(
                        (
                            phase.first_day,
                            phase.last_day,
                            [(item.exercise, item.dose, item.weekdays) for item in phase.items],
                        )
                        for phase in one.phases
                    )
                )
            ),
        )
        for one in plan.revisions
    ]
    return PatternedAssignment(
        plan.id, plan.program, plan.starts_on, plan.ended_on, tuple(revisions), plan.holds, plan.flares
    )


TWO_PHASES = assignment(revision((1, 7, [item(ONCE)]), (8, 14, [item(THRICE)])))
FLARED = replace(TWO_PHASES, flares=(Interval(day(6), day(10)),))
LATER = assignment(revision((1, 7, [item(ONCE)])), revision((1, 21, [item(TWICE)]), number=2, on=5))
CASES: list[tuple[str, list[PlannedAssignment], int, int, NothingToday | None]] = [
    ("no program", [], 1, 0, NothingToday.NO_PROGRAM),
    ("the largest times a day", [plain(item(ONCE), item(THRICE, CLAM), item(TWICE, PLANK))], 1, 3, None),
    ("not started", [plain(item(ONCE), starts=2)], 1, 0, NothingToday.NOT_STARTED),
    ("called off before it began", [plain(item(ONCE), starts=2, ended=2)], 1, 0, NothingToday.ENDED),
    ("the last day", [plain(item(ONCE))], 28, 1, None),
    ("the day after", [plain(item(ONCE))], 29, 0, NothingToday.ENDED),
    ("ended by hand", [plain(item(ONCE), ended=5)], 5, 0, NothingToday.ENDED),
    ("the day before it was ended", [plain(item(ONCE), ended=5)], 4, 1, None),
    ("held", [plain(item(ONCE), held=[3])], 3, 0, NothingToday.HELD),
    ("one held, one not", [plain(item(THRICE), held=[3]), plain(item(ONCE))], 3, 1, None),
    ("a day of rest", [plain(item(Dose(reps=5, days_per_week=3)))], 2, 0, REST_DAY),
    ("weekdays", [plain(item(TWICE, weekdays=frozenset({1})))], 2, 2, None),
    ("not that weekday", [plain(item(TWICE, weekdays=frozenset({1})))], 1, 0, REST_DAY),
    ("the first phase", [TWO_PHASES], 7, 1, None),
    ("the second phase", [TWO_PHASES], 8, 3, None),
    ("a flare in the first phase keeps its rounds", [FLARED], 7, 1, None),
    ("a flare in the second phase goes back to the first", [FLARED], 9, 1, None),
    ("the day after the flare", [FLARED], 10, 3, None),
    ("the other program goes back as well", [FLARED, replace(FLARED, id=uuid4())], 9, 1, None),
    (
        "a phase run on keeps its spread of days",
        [
            replace(
                assignment(revision((1, 7, [item(Dose(reps=5, days_per_week=3))]), (8, 9, [item(ONCE)]))),
                flares=(Interval(day(8), day(10)),),
            )
        ],
        9,
        0,
        REST_DAY,
    ),
    (
        "between two phases",
        [assignment(revision((1, 3, [item(ONCE)]), (6, 9, [item(ONCE)])))],
        4,
        0,
        REST_DAY,
    ),
    ("a phase without exercises", [assignment(revision((1, 3, [])))], 1, 0, REST_DAY),
    ("before the second revision", [LATER], 4, 1, None),
    ("from the second revision on", [LATER], 5, 2, None),
    ("longer by the second revision", [LATER], 21, 2, None),
    ("two programs", [plain(item(ONCE)), plain(item(THRICE, CLAM))], 1, 3, None),
    ("the larger dose is done less often", [plain(item(THRICE)), plain(item(LONG_ONCE))], 1, 1, None),
    ("whichever is older", [plain(item(LONG_ONCE)), plain(item(THRICE))], 1, 1, None),
    (
        "of equal doses the older counts",
        [plain(item(Dose(reps=20, per_day=1))), plain(item(Dose(reps=10, per_day=2)))],
        1,
        1,
        None,
    ),
    ("another exercise keeps its rounds", [plain(item(THRICE)), plain(item(LONG_ONCE, CLAM))], 1, 3, None),
    (
        "a larger dose at rest yields",
        [plain(item(TWICE)), plain(item(LONG_ONCE, weekdays=frozenset({1})))],
        1,
        2,
        None,
    ),
]


@pytest.mark.parametrize(
    ("plans", "on", "rounds", "reason"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_the_rounds_of_a_day(
    plans: list[PlannedAssignment], on: int, rounds: int, reason: NothingToday | None
) -> None:
    assert day_rounds([patterned(plan) for plan in plans], day(on)) == (rounds, reason)
    planned = plan_day(plans, day(on))
    assert (planned.rounds, planned.reason) == (rounds, reason)


def test_a_pause_holds_the_whole_patient() -> None:
    plans = [patterned(plain(item(ONCE)))]
    pauses = [Interval(day(3), day(5))]
    found = [day_rounds(plans, day(n), pauses=pauses).reason for n in (2, 3, 4, 5)]
    assert found == [None, NothingToday.HELD, NothingToday.HELD, None]


doses = st.builds(
    Dose,
    sets=st.integers(1, 2),
    reps=st.integers(1, 4),
    hold_s=st.sampled_from((None, 10)),
    side=st.sampled_from((None, "each")),
    per_day=st.integers(1, 4),
    days_per_week=st.integers(1, 7),
)
items = st.builds(
    item, doses, st.sampled_from((BRIDGE, CLAM, PLANK)), st.none() | st.frozensets(st.integers(0, 6))
)
phases = st.builds(
    lambda first, length, items: (first, first + length, items),
    st.integers(1, 12),
    st.integers(0, 9),
    st.lists(items, max_size=4, unique_by=lambda one: one.exercise),
)
intervals = st.builds(
    lambda first, length: Interval(day(first), None if length is None else day(first + length)),
    st.integers(-2, 20),
    st.none() | st.integers(0, 6),
)


@st.composite
def assignments(draw: st.DrawFn) -> PlannedAssignment:
    starts = draw(st.integers(-3, 10))
    effective = [starts, *sorted(draw(st.lists(st.integers(-3, 20), max_size=2)))]
    revisions = [
        revision(*draw(st.lists(phases, min_size=1, max_size=3)), number=number, on=on)
        for number, on in enumerate(effective, start=1)
    ]
    ended = draw(st.none() | st.integers(-3, 25))
    return assignment(*revisions, starts=starts, ended=ended, holds=draw(st.lists(intervals, max_size=2)))


@given(st.lists(assignments(), max_size=3), st.lists(intervals, max_size=1), st.lists(intervals, max_size=2))
def test_they_are_those_of_the_plan_whatever_is_prescribed(
    plans: list[PlannedAssignment], pauses: list[Interval], flares: list[Interval]
) -> None:
    plans = [replace(plan, flares=tuple(flares)) for plan in plans]
    by_pattern = [patterned(plan) for plan in plans]
    for number in range(-4, 28):
        planned = plan_day(plans, day(number), pauses=pauses)
        found = day_rounds(by_pattern, day(number), pauses=pauses)
        assert (found.rounds, found.reason) == (planned.rounds, planned.reason)
        for plan, one in zip(plans, by_pattern, strict=True):
            assert one.is_active(day(number)) == plan.is_active(day(number))
            assert one.is_over(day(number)) == plan.is_over(day(number))


def test_one_content_has_one_form() -> None:
    first, second = (BRIDGE, TWICE, (4, 1)), (CLAM, LONG_ONCE, None)
    wanted = [
        [1, 14, [[str(BRIDGE), 60, 2, 7, [1, 4]], [str(CLAM), 5400, 1, 7, None]]],
    ]
    assert pattern_of([(1, 14, [first, second])]) == wanted
    assert pattern_of([(1, 14, [second, (BRIDGE, TWICE, frozenset({1, 4}))])]) == wanted


def test_the_copies_of_a_program_share_one_pattern_and_few_are_kept() -> None:
    text = json.dumps(pattern_of([(1, 14, [(BRIDGE, TWICE, None)])]))
    assert read_pattern(text) is read_pattern("".join(text))
    assert 0 < (read_pattern.cache_info().maxsize or 0) <= 10_000
