"""What is due on which day, in which rounds, and what stands of what was said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.dose import Dose
from exercises.rules.sessions import (
    Interval,
    PlannedAssignment,
    PlannedItem,
    PlannedPhase,
    PlannedRevision,
    Said,
    SessionName,
    fraction,
    is_due,
    is_recent,
    local_date,
    plan_day,
    rounds_asked,
    standing,
)
from exercises.terms import NothingToday, Outcome

START = date(2026, 11, 16)
"""A Monday."""

HELD, ENDED, REST_DAY = NothingToday.HELD, NothingToday.ENDED, NothingToday.REST_DAY


def item(
    dose: Dose | None = None, *, exercise: UUID | None = None, weekdays: set[int] | None = None
) -> PlannedItem:
    days = None if weekdays is None else frozenset(weekdays)
    return PlannedItem(uuid4(), exercise or uuid4(), "Bridge", dose or Dose(reps=10), days)


def phase(first: int, last: int, *items: PlannedItem, number: int = 1) -> PlannedPhase:
    return PlannedPhase(number, f"Phase {number}", "", first, last, items)


def revision(*phases: PlannedPhase, number: int = 1, on: date = START) -> PlannedRevision:
    return PlannedRevision(number, on, phases)


def assignment(
    *revisions: PlannedRevision,
    program: str = "Back care",
    starts_on: date = START,
    ended_on: date | None = None,
    holds: tuple[Interval, ...] = (),
) -> PlannedAssignment:
    return PlannedAssignment(uuid4(), program, starts_on, ended_on, revisions, holds)


def plain(*items: PlannedItem, days: int = 28, **more: object) -> PlannedAssignment:
    starts_on = more.get("starts_on", START)
    assert isinstance(starts_on, date)
    return assignment(revision(phase(1, days, *(items or (item(),))), on=starts_on), **more)  # type: ignore[arg-type]


def day(number: int) -> date:
    """The date of the assignment's day, from 1."""
    return START + timedelta(days=number - 1)


@pytest.mark.parametrize("days_per_week", range(1, 8))
def test_so_many_days_a_week_are_due_in_any_seven_and_the_first_is_one(days_per_week: int) -> None:
    one = item(Dose(reps=5, days_per_week=days_per_week))
    due = [is_due(one, day=day(n + 1), day_of_phase=n) for n in range(70)]
    assert due[0]
    assert all(sum(due[start : start + 7]) == days_per_week for start in range(63))


@pytest.mark.parametrize("days_per_week", range(1, 8))
def test_the_days_are_spread_evenly(days_per_week: int) -> None:
    one = item(Dose(reps=5, days_per_week=days_per_week))
    due = [n for n in range(70) if is_due(one, day=day(n + 1), day_of_phase=n)]
    gaps = {after - before for before, after in pairwise(due)}
    assert max(gaps) - min(gaps) <= 1


def test_three_days_a_week_are_never_two_in_a_row_in_a_week() -> None:
    one = item(Dose(reps=5, days_per_week=3))
    assert [n for n in range(7) if is_due(one, day=day(n + 1), day_of_phase=n)] == [0, 3, 5]


def test_weekdays_go_before_the_days_a_week() -> None:
    one = item(Dose(reps=5, days_per_week=7), weekdays={1, 4})
    assert [n for n in range(7) if is_due(one, day=day(n + 1), day_of_phase=n)] == [1, 4]


def test_an_item_with_no_weekday_is_never_due() -> None:
    one = item(weekdays=set())
    assert not any(is_due(one, day=day(n + 1), day_of_phase=n) for n in range(14))


def test_a_new_phase_begins_with_a_due_day_whatever_the_weekday() -> None:
    thrice = Dose(reps=5, days_per_week=3)
    plan = assignment(revision(phase(1, 9, item(thrice)), phase(10, 20, item(thrice), number=2)))
    assert plan_day([plan], day(10)).reason is None
    assert plan_day([plan], day(11)).reason == REST_DAY
    assert plan_day([plan], day(10)).phases[plan.id].number == 2


weekly = Dose(reps=5, days_per_week=1)
closed = Interval(day(3), day(5))
REASONS = [
    ("nobody gave anything", [], day(1), NothingToday.NO_PROGRAM),
    ("the day before the first", [plain()], day(0), NothingToday.NOT_STARTED),
    ("the first day", [plain()], day(1), None),
    ("the last day", [plain(days=5)], day(5), None),
    ("the day after the last", [plain(days=5)], day(6), ENDED),
    ("the last day before it was ended", [plain(ended_on=day(4))], day(3), None),
    ("the day it was ended", [plain(ended_on=day(4))], day(4), ENDED),
    ("ended before it began", [plain(ended_on=day(1))], day(-1), ENDED),
    ("a rest day", [plain(item(weekly))], day(2), REST_DAY),
    (
        "a day between two phases",
        [assignment(revision(phase(1, 2, item()), phase(4, 9, item())))],
        day(3),
        REST_DAY,
    ),
    ("a phase without items", [assignment(revision(phase(1, 9)))], day(1), REST_DAY),
    ("the day before a hold", [plain(holds=(closed,))], day(2), None),
    ("the first day of a hold", [plain(holds=(closed,))], day(3), HELD),
    ("the last day of a hold", [plain(holds=(closed,))], day(4), HELD),
    ("the day a hold is over", [plain(holds=(closed,))], day(5), None),
    ("an open hold", [plain(holds=(Interval(day(3)),))], day(20), HELD),
    ("a hold taken back the same day", [plain(holds=(Interval(day(3), day(3)),))], day(3), None),
    ("two holds", [plain(holds=(closed, Interval(day(9))))], day(9), HELD),
    ("held and over", [plain(days=5, holds=(Interval(day(3)),))], day(6), ENDED),
    ("held and not begun", [plain(holds=(Interval(day(-3)),))], day(0), NothingToday.NOT_STARTED),
    ("one held, one running", [plain(holds=(closed,)), plain()], day(3), None),
    ("one held, one at rest", [plain(holds=(closed,)), plain(item(weekly))], day(3), REST_DAY),
    ("one held, one ended", [plain(holds=(closed,)), plain(days=2)], day(3), HELD),
    ("one ended, one to come", [plain(days=2), plain(starts_on=day(9))], day(5), NothingToday.NOT_STARTED),
    ("one to come that was called off", [plain(starts_on=day(9), ended_on=day(9))], day(5), ENDED),
]


@pytest.mark.parametrize(
    ("plans", "on", "reason"), [row[1:] for row in REASONS], ids=[row[0] for row in REASONS]
)
def test_a_day_has_exercises_or_a_reason_why_not(
    plans: list[PlannedAssignment], on: date, reason: NothingToday | None
) -> None:
    found = plan_day(plans, on)
    assert found.reason == reason
    assert bool(found.items) == bool(found.rounds) == (reason is None)
    assert found.excused == (reason == HELD)


def test_a_pause_holds_everything_the_patient_has() -> None:
    pause = Interval(day(3), day(5))
    assert [plan_day([plain()], day(n), pauses=[pause]).reason for n in (2, 3, 4, 5)] == [
        None,
        HELD,
        HELD,
        None,
    ]


def test_a_pause_without_any_program_is_no_program() -> None:
    assert plan_day([], day(1), pauses=[Interval(day(1))]).reason == NothingToday.NO_PROGRAM


def test_the_rounds_of_a_day_are_the_largest_times_a_day_of_what_is_due() -> None:
    plan = plain(item(Dose(reps=5, per_day=2)), item(Dose(reps=5, per_day=4, days_per_week=1)), item())
    first, second = plan_day([plan], day(1)), plan_day([plan], day(2))
    assert (first.rounds, [due.rounds for due in first.items]) == (4, [2, 4, 1])
    assert (second.rounds, [due.rounds for due in second.items]) == (2, [2, 1])


@pytest.mark.parametrize("larger_first", [True, False], ids=["the larger first", "the larger second"])
def test_an_exercise_of_two_programs_appears_once_with_the_larger_dose(larger_first: bool) -> None:
    exercise = uuid4()
    large, small = item(Dose(sets=3, reps=10), exercise=exercise), item(Dose(reps=10), exercise=exercise)
    doses = (large, small) if larger_first else (small, large)
    plans = [plain(doses[0], item(), program="Back"), plain(doses[1], item(), program="Hip")]
    found = plan_day(plans, day(1))
    joined = found.items[0]
    assert len(found.items) == 3
    assert joined.item.id == large.id
    assert joined.programs == ("Back", "Hip")
    assert joined.assignments == (plans[0].id, plans[1].id)
    assert set(found.phases) == {plans[0].id, plans[1].id}


def test_of_two_equal_doses_the_older_program_s_is_shown() -> None:
    older, newer = item(), item()
    newer = replace(newer, exercise=older.exercise)
    (due,) = plan_day([plain(older), plain(newer)], day(1)).items
    assert due.item.id == older.id


def test_an_exercise_of_two_programs_that_rests_in_one_takes_the_dose_of_the_other() -> None:
    exercise = uuid4()
    large = item(Dose(sets=3, reps=10, days_per_week=1), exercise=exercise)
    small = item(Dose(reps=10), exercise=exercise)
    plans = [plain(large, program="Back"), plain(small, program="Hip")]
    (due,) = plan_day(plans, day(2)).items
    assert (due.item.id, due.programs) == (small.id, ("Hip",))


def test_a_held_program_lends_nothing_to_a_running_one() -> None:
    exercise = uuid4()
    held = plain(item(Dose(sets=9, reps=50), exercise=exercise), program="Back", holds=(Interval(day(1)),))
    (due,) = plan_day([held, plain(item(exercise=exercise), program="Hip")], day(1)).items
    assert due.programs == ("Hip",)


def test_a_revision_counts_from_its_date_and_not_before() -> None:
    old, new = item(), item()
    plan = assignment(revision(phase(1, 28, old)), revision(phase(1, 28, new), number=2, on=day(5)))
    shown = {n: plan_day([plan], day(n)).items[0].item.id for n in (1, 4, 5, 28)}
    assert shown == {1: old.id, 4: old.id, 5: new.id, 28: new.id}


def test_of_two_revisions_from_one_day_the_newer_counts() -> None:
    new = item()
    plan = assignment(
        revision(phase(1, 28, item())),
        revision(phase(1, 28, item()), number=2, on=day(5)),
        revision(phase(1, 28, new), number=3, on=day(5)),
    )
    assert plan_day([plan], day(5)).items[0].item.id == new.id


def test_the_first_revision_counts_also_before_its_date() -> None:
    plan = assignment(revision(phase(1, 28, item()), on=day(3)))
    assert plan_day([plan], day(1)).items


def test_a_revision_that_lengthens_or_shortens_moves_the_end_from_its_date() -> None:
    shorter = assignment(revision(phase(1, 28, item())), revision(phase(1, 10, item()), number=2, on=day(5)))
    assert (shorter.last_day(day(4)), shorter.last_day(day(5))) == (day(28), day(10))
    assert not shorter.is_over(day(10))
    assert shorter.is_over(day(11))


# Rounds that text i of m asks about, for a day of r rounds.
ASKED = {
    (1, 1): [(1, 1)],
    (1, 2): [(1, 2)],
    (1, 4): [(1, 4)],
    (2, 1): [(1, 1), (1, 1)],
    (2, 2): [(1, 1), (2, 2)],
    (2, 3): [(1, 1), (2, 3)],
    (2, 4): [(1, 2), (3, 4)],
    (2, 5): [(1, 2), (3, 5)],
    (3, 1): [(1, 1), (1, 1), (1, 1)],
    (3, 2): [(1, 1), (1, 1), (2, 2)],
    (3, 4): [(1, 1), (2, 2), (3, 4)],
    (3, 8): [(1, 2), (3, 5), (6, 8)],
    (4, 3): [(1, 1), (1, 1), (2, 2), (3, 3)],
    (5, 2): [(1, 1), (1, 1), (1, 1), (1, 1), (2, 2)],
}


@pytest.mark.parametrize(("texts", "rounds"), ASKED)
def test_the_rounds_a_text_asks_about(texts: int, rounds: int) -> None:
    found = [rounds_asked(text, texts=texts, rounds=rounds) for text in range(1, texts + 1)]
    assert found == ASKED[texts, rounds]


@pytest.mark.parametrize("rounds", range(1, 9))
@pytest.mark.parametrize("texts", range(1, 9))
def test_texts_ask_about_every_round_in_order(texts: int, rounds: int) -> None:
    asked = [rounds_asked(text, texts=texts, rounds=rounds) for text in range(1, texts + 1)]
    assert all(1 <= first <= last <= rounds for first, last in asked)
    assert asked == sorted(asked)
    every = [number for first, last in asked for number in range(first, last + 1)]
    assert set(every) == set(range(1, rounds + 1))
    assert asked[-1][1] == rounds
    if texts <= rounds:
        assert len(every) == rounds, "no round is asked about twice"
        sizes = {last - first for first, last in asked}
        assert max(sizes) - min(sizes) <= 1
    else:
        assert all(first == last for first, last in asked)


@pytest.mark.parametrize(
    ("text", "texts", "rounds"), [(0, 1, 1), (2, 1, 1), (-1, 3, 3), (1, 0, 1), (1, 1, 0)]
)
def test_a_text_that_is_not_is_refused(text: int, texts: int, rounds: int) -> None:
    with pytest.raises(ValueError, match="from 1 to texts"):
        rounds_asked(text, texts=texts, rounds=rounds)


def said(order: int, round: int | None, outcome: Outcome | None, pain: int | None = None) -> Said:
    completed = {Outcome.DONE: 1.0, Outcome.PART: 0.5}.get(outcome, 0.0) if outcome else 0.0
    return Said(START, round, outcome, completed, pain, order)


DONE, PART, SKIPPED = Outcome.DONE, Outcome.PART, Outcome.SKIPPED
STANDS = [
    ("nothing said", [], [(None, None), (None, None)]),
    ("one round", [said(1, 2, DONE, 3)], [(None, None), (DONE, 3)]),
    ("a bare date", [said(1, None, DONE, 3)], [(DONE, 3), (DONE, 3)]),
    ("the last stands", [said(1, 1, DONE), said(2, 1, SKIPPED)], [(SKIPPED, None), (None, None)]),
    ("whatever order they come in", [said(2, 1, SKIPPED), said(1, 1, DONE)], [(SKIPPED, None), (None, None)]),
    ("a round after the day", [said(1, None, DONE), said(2, 2, PART)], [(DONE, None), (PART, None)]),
    ("the day after a round", [said(1, 2, PART), said(2, None, DONE)], [(DONE, None), (DONE, None)]),
    ("pain alone", [said(1, 1, None, 6)], [(None, 6), (None, None)]),
    ("pain later", [said(1, 1, DONE), said(2, 1, None, 6)], [(DONE, 6), (None, None)]),
    ("an outcome later keeps the pain", [said(1, 1, None, 6), said(2, 1, DONE)], [(DONE, 6), (None, None)]),
    ("another pain", [said(1, 1, DONE, 2), said(2, 1, None, 0)], [(DONE, 0), (None, None)]),
    ("a round the day has not", [said(1, 3, DONE)], [(None, None), (None, None)]),
]


@pytest.mark.parametrize(("spoken", "stands"), [row[1:] for row in STANDS], ids=[row[0] for row in STANDS])
def test_what_stands_of_a_day_of_two_rounds(
    spoken: list[Said], stands: list[tuple[Outcome | None, int | None]]
) -> None:
    found = standing(spoken, 2)
    assert [(one.said.outcome if one.said else None, one.pain) for one in found] == stands


def test_work_on_a_rest_day_stands_for_nothing() -> None:
    assert standing([said(1, None, DONE)], 0) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-11-22", SessionName(date(2026, 11, 22))),
        ("2026-11-22/1", SessionName(date(2026, 11, 22), 1)),
        ("2026-11-22/12", SessionName(date(2026, 11, 22), 12)),
        ("2024-02-29/2", SessionName(date(2024, 2, 29), 2)),
        ("2026-11-22/0", SessionName(date(2026, 11, 22), 0)),
    ],
)
def test_a_session_is_read_and_written(text: str, name: SessionName) -> None:
    assert SessionName.read(text) == name
    assert str(name) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "/",
            "/1",
            "today",
            "2026-11-22/",
            "2026-11-22/x",
            "2026-11-22/-1",
            "2026-11-22/+1",
            "2026-11-22/100",
        ),
        *(
            "2026-11-22/1/1",
            "2026-11-22 /1",
            " 2026-11-22",
            "2026-11-22\n",
            "2026-11-22/1\n",
            "2026-11-22/ 1",
        ),
        *(
            "2026-13-01",
            "2026-02-30",
            "0000-01-01",
            "20261122",
            "2026-11-2",
            "2026-1-022",
            "2026-11-22T10:00",
        ),
        *("2026-W47-7", "2026-W47-7/1", "2026-325", "2026-11-22/\u0661", "\u0662\u0660\u0662\u0666-11-22"),
        *("2026-11-22/1\x00", "2026/11/22"),
    ],
)
def test_what_is_no_session_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SessionName.read(text)


@given(st.dates(), st.none() | st.integers(0, 99))
def test_every_session_is_read_as_it_was_written(on: date, number: int | None) -> None:
    assert SessionName.read(str(SessionName(on, number))) == SessionName(on, number)


@pytest.mark.parametrize(
    ("back", "recent"), [(-1, False), (0, True), (1, True), (14, True), (15, False), (-400, False)]
)
def test_a_session_may_be_reported_for_fourteen_days(back: int, recent: bool) -> None:
    assert is_recent(START - timedelta(days=back), today=START) is recent


@pytest.mark.parametrize(
    ("outcome", "completed", "counts"),
    [
        (DONE, None, "1"),
        (DONE, 0.2, "1"),
        (SKIPPED, None, "0"),
        (SKIPPED, 0.9, "0"),
        (PART, None, "0.50"),
        (PART, 0, "0.00"),
        (PART, 1, "1.00"),
        (PART, 2 / 3, "0.67"),
        (PART, 0.1, "0.10"),
    ],
)
def test_the_fraction_that_counts(outcome: Outcome, completed: float | None, counts: str) -> None:
    assert fraction(outcome, completed) == Decimal(counts)


@pytest.mark.parametrize(
    ("zone", "on"),
    [
        ("America/Vancouver", date(2026, 11, 17)),
        ("UTC", START + timedelta(2)),
        ("Pacific/Auckland", date(2026, 11, 18)),
    ],
)
def test_the_date_on_the_wall(zone: str, on: date) -> None:
    assert local_date(datetime(2026, 11, 18, 7, 59, tzinfo=UTC), zone) == on


FIRST, SECOND = item(Dose(reps=9), exercise=UUID(int=1)), item(Dose(reps=12), exercise=UUID(int=2))
IN_TWO = assignment(revision(phase(1, 7, FIRST), phase(8, 14, SECOND, number=2)))
IN_A_FLARE = [
    ("the day before it", 8, 7, [9], 1),
    ("in the first phase a third less", 7, 7, [6], 1),
    ("on the first day of the second phase the first", 7, 8, [9], 1),
    ("in the second phase the first, whole", 10, 11, [9], 1),
    ("after it the phase whose day it is", 9, 11, [12], 2),
]


@pytest.mark.parametrize(
    ("began", "on", "reps", "number"), [row[1:] for row in IN_A_FLARE], ids=[row[0] for row in IN_A_FLARE]
)
def test_in_a_flare_the_phase_before_counts(began: int, on: int, reps: list[int], number: int) -> None:
    plan = replace(IN_TWO, flares=(Interval(day(began), day(began + 2)),))
    found = plan_day([plan], day(on))
    assert [due.item.dose.reps for due in found.items] == reps
    assert found.phases[plan.id].number == number


def test_of_two_doses_in_a_flare_the_larger_as_prescribed_counts_and_is_cut() -> None:
    bridge = UUID(int=1)
    older, newer = plain(item(Dose(reps=9), exercise=bridge)), plain(item(Dose(reps=10), exercise=bridge))
    flared = [replace(one, flares=(Interval(day(3), day(5)),)) for one in (older, newer)]
    (due,) = plan_day(flared, day(3)).items
    assert due.item.dose.reps == 7
    assert due.assignments == (older.id, newer.id)


def test_a_hold_goes_before_a_flare() -> None:
    plan = replace(IN_TWO, holds=(Interval(day(3)),), flares=(Interval(day(3), day(5)),))
    assert plan_day([plan], day(3)).reason == HELD
