"""How many rounds a day has, without reading what is prescribed. Agrees with rules.sessions.plan_day, always.

A revision never changes, so what decides its rounds is written down once, with the revision, as its pattern: a list a
phase, in their order, and in it a list an exercise:
`[[first_day, last_day, [[exercise, size, per_day, days_per_week, weekdays or null], …]], …]`.

The exercise and the size of its dose are needed where two assignments share an exercise: the larger dose counts,
and the larger may be the one that is done less often.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from exercises.rules.dose import Dose
from exercises.rules.sessions import Interval
from exercises.terms import NothingToday


class Asked(NamedTuple):
    """How often an exercise of a phase is asked for, and how large its dose is."""

    exercise: str
    size: int
    per_day: int
    days_per_week: int
    weekdays: frozenset[int] | None

    def is_due(self, *, weekday: int, day_of_phase: int) -> bool:
        """As rules.sessions.is_due has it."""
        if self.weekdays is not None:
            return weekday in self.weekdays
        return (day_of_phase * self.days_per_week) % 7 < self.days_per_week


class PhasePattern(NamedTuple):
    """Days count from 1, both ends included."""

    first_day: int
    last_day: int
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern as the rules read it. The copies of one program share one object, and what it found out."""

    phases: tuple[PhasePattern, ...]
    last_day: int
    _known: dict[int, int] = field(default_factory=dict, repr=False)

    def due(self, number: int, weekday: int, *, flared: bool = False) -> list[Asked]:
        """What is due on day `number` of the assignment, counted from 1; in a flare by the phase before."""
        for place, phase in enumerate(self.phases):
            if phase.first_day <= number <= phase.last_day:
                counts = self.phases[max(place - 1, 0)] if flared else phase
                day_of_phase = number - counts.first_day
                return [one for one in counts.asked if one.is_due(weekday=weekday, day_of_phase=day_of_phase)]
        return []

    def rounds(self, number: int, weekday: int, *, flared: bool = False) -> int:
        name = 2 * (7 * number + weekday) + flared
        known = self._known.get(name)
        if known is None:
            known = max((one.per_day for one in self.due(number, weekday, flared=flared)), default=0)
            self._known[name] = known
        return known


PrescribedItem = tuple[UUID, Dose, Iterable[int] | None]
"""An exercise, its dose and, if it names them, its weekdays (Monday is 0)."""


def pattern_of(phases: Iterable[tuple[int, int, Iterable[PrescribedItem]]]) -> list[Any]:
    """The plain form of prescribed phases: first day, last day, items. One content has one form."""
    return [
        [
            first,
            last,
            sorted(
                (
                    [
                        str(exercise),
                        dose.size,
                        dose.per_day,
                        dose.days_per_week,
                        None if weekdays is None else sorted(set(weekdays)),
                    ]
                    for exercise, dose, weekdays in items
                ),
                key=lambda asked: asked[0],
            ),
        ]
        for first, last, items in phases
    ]


@lru_cache(maxsize=1024)
def read_pattern(text: str) -> Pattern:
    """The pattern from its JSON."""
    phases = tuple(
        PhasePattern(
            first,
            last,
            tuple(
                Asked(exercise, size, per_day, days, None if weekdays is None else frozenset(weekdays))
                for exercise, size, per_day, days, weekdays in asked
            ),
        )
        for first, last, asked in json.loads(text)
    )
    return Pattern(phases, max((phase.last_day for phase in phases), default=1))


class PatternedRevision(NamedTuple):
    number: int
    effective_on: date
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class PatternedAssignment:
    """A rules.sessions.PlannedAssignment with patterns in place of phases; what it says of a day is the same."""

    id: UUID
    program: str
    starts_on: date
    ended_on: date | None
    revisions: tuple[PatternedRevision, ...]
    holds: tuple[Interval, ...] = ()
    flares: tuple[Interval, ...] = ()

    def pattern_on(self, day: date) -> Pattern:
        """Of the revision in force: the newest that applies from `day` or earlier, else the first."""
        if len(self.revisions) == 1:
            return self.revisions[0].pattern
        in_force = [revision for revision in self.revisions if revision.effective_on <= day]
        newest = max(in_force, key=lambda revision: revision.number) if in_force else self.revisions[0]
        return newest.pattern

    def is_over(self, day: date) -> bool:
        """Whether nothing of it is left on `day`; one called off before it began is over from the start."""
        if self.ended_on is not None and self.ended_on <= max(day, self.starts_on):
            return True
        return (day - self.starts_on).days >= self.pattern_on(day).last_day

    def is_active(self, day: date) -> bool:
        return self.starts_on <= day and not self.is_over(day)

    def is_held(self, day: date) -> bool:
        return bool(self.holds) and any(hold.holds(day) for hold in self.holds)

    def is_flared(self, day: date) -> bool:
        return bool(self.flares) and any(flare.holds(day) for flare in self.flares)

    def due(self, day: date) -> list[Asked]:
        """What it asks for on `day`, holds and ends apart."""
        number = (day - self.starts_on).days + 1
        return self.pattern_on(day).due(number, day.weekday(), flared=self.is_flared(day))

    def rounds(self, day: date) -> int:
        """The largest times-a-day of what it asks for on `day`, holds and ends apart."""
        number = (day - self.starts_on).days + 1
        return self.pattern_on(day).rounds(number, day.weekday(), flared=self.is_flared(day))


class DayRounds(NamedTuple):
    """How many sessions a day has, and why it has none."""

    rounds: int
    reason: NothingToday | None = None


def day_rounds(
    assignments: Sequence[PatternedAssignment], day: date, *, pauses: Sequence[Interval] = ()
) -> DayRounds:
    """The rounds of `day` over all assignments, oldest first.

    `pauses` are intervals in which the whole patient is held, as while a safety alert is open.
    """
    if not assignments:
        return DayRounds(0, NothingToday.NO_PROGRAM)
    if pauses and any(pause.holds(day) for pause in pauses):
        return DayRounds(0, NothingToday.HELD)
    running = [one for one in assignments if one.is_active(day) and not one.is_held(day)]
    if not running:
        return DayRounds(0, _why_none(assignments, day))
    rounds = running[0].rounds(day) if len(running) == 1 else _together(running, day)
    return DayRounds(rounds, None if rounds else NothingToday.REST_DAY)


def _together(running: Sequence[PatternedAssignment], day: date) -> int:
    """An exercise in two assignments counts once, with the larger dose; of equal ones with the older."""
    larger: dict[str, Asked] = {}
    for assignment in running:
        for asked in assignment.due(day):
            known = larger.get(asked.exercise)
            if known is None or asked.size > known.size:
                larger[asked.exercise] = asked
    return max((asked.per_day for asked in larger.values()), default=0)


def _why_none(assignments: Sequence[PatternedAssignment], day: date) -> NothingToday:
    """Why none of them asks for anything on `day`, when none runs."""
    if any(assignment.is_active(day) for assignment in assignments):
        return NothingToday.HELD
    if any(assignment.starts_on > day and not assignment.is_over(day) for assignment in assignments):
        return NothingToday.NOT_STARTED
    return NothingToday.ENDED
