"""What is due on a day, in which rounds, and what was said of it. Sessions are computed, never stored.

Days are the patient's own local dates; nothing here knows a time zone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from exercises.rules.dose import Dose
from exercises.terms import NothingToday, Outcome

MOST_DAYS_BACK = 14


@dataclass(frozen=True, slots=True)
class Interval:
    """Local dates from `start` to the day before `end`; no end is open."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class PlannedItem:
    id: UUID
    exercise: UUID
    name: str
    dose: Dose
    weekdays: frozenset[int] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """Days count from 1, the assignment's first day, both ends included."""

    number: int
    name: str
    goal: str
    first_day: int
    last_day: int
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, slots=True)
class PlannedRevision:
    number: int
    effective_on: date
    phases: tuple[PlannedPhase, ...]


@dataclass(frozen=True, slots=True)
class PlannedAssignment:
    """An assignment with the revisions that count, oldest first. `ended_on` is the first day it is over."""

    id: UUID
    program: str
    starts_on: date
    ended_on: date | None
    revisions: tuple[PlannedRevision, ...]
    holds: tuple[Interval, ...] = ()
    flares: tuple[Interval, ...] = ()

    def revision_on(self, day: date) -> PlannedRevision:
        """The revision in force: the newest that applies from `day` or earlier, else the first."""
        in_force = [revision for revision in self.revisions if revision.effective_on <= day]
        return max(in_force, key=lambda revision: revision.number) if in_force else self.revisions[0]

    def phase_on(self, day: date) -> PlannedPhase | None:
        """The phase whose day it is, flares apart."""
        return self._phases_on(day)[0]

    def asked_on(self, day: date) -> "AskedPhase":
        """The phase that counts on `day`: in a flare the one before, run on; in the first phase a third less of it.

        "Go back one phase, or in the first phase cut the dose by a third": `meta.rules` of
        exercises/library/protocols.yaml.
        """
        phase, before = self._phases_on(day)
        if not self.is_flared(day):
            return AskedPhase(phase)
        return AskedPhase(before or phase, cut=before is None)

    def _phases_on(self, day: date) -> "tuple[PlannedPhase | None, PlannedPhase | None]":
        """The phase whose day it is, and the one before it."""
        number = (day - self.starts_on).days + 1
        before = None
        for phase in self.revision_on(day).phases:
            if phase.first_day <= number <= phase.last_day:
                return phase, before
            before = phase
        return None, None

    def last_day(self, day: date) -> date:
        """The last local date by the revision in force on `day`, whatever ends it earlier."""
        last = max((phase.last_day for phase in self.revision_on(day).phases), default=1)
        return self.starts_on + timedelta(days=last - 1)

    def is_over(self, day: date) -> bool:
        """Whether nothing of it is left on `day`; one called off before it began is over from the start."""
        ended = self.ended_on is not None and self.ended_on <= max(day, self.starts_on)
        return ended or day > self.last_day(day)

    def is_active(self, day: date) -> bool:
        return self.starts_on <= day and not self.is_over(day)

    def is_held(self, day: date) -> bool:
        return any(hold.holds(day) for hold in self.holds)

    def is_flared(self, day: date) -> bool:
        return any(flare.holds(day) for flare in self.flares)


class AskedPhase(NamedTuple):
    """The phase that counts on a day, None between two; `cut`: with a third less of each dose."""

    phase: PlannedPhase | None
    cut: bool = False


def is_due(item: PlannedItem, *, day: date, day_of_phase: int) -> bool:
    """Whether the item is due. `day_of_phase` counts from 0; day 0 is always due, the others are spread evenly."""
    if item.weekdays is not None:
        return day.weekday() in item.weekdays
    days = item.dose.days_per_week
    return (day_of_phase * days) % 7 < days


@dataclass(frozen=True, slots=True)
class DueItem:
    """An exercise of a day, standing in rounds 1 to `rounds`, for the programs named."""

    item: PlannedItem
    programs: tuple[str, ...]
    assignments: tuple[UUID, ...]

    @property
    def rounds(self) -> int:
        return self.item.dose.per_day


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a patient is asked for on a day: the exercises, or why there are none."""

    day: date
    items: tuple[DueItem, ...] = ()
    reason: NothingToday | None = None
    phases: Mapping[UUID, PlannedPhase] = field(default_factory=dict)

    @property
    def rounds(self) -> int:
        """How many sessions the day has: the largest times-a-day among the exercises due."""
        return max((due.rounds for due in self.items), default=0)

    @property
    def excused(self) -> bool:
        """True when the day is held: it leaves every denominator."""
        return self.reason == NothingToday.HELD


def plan_day(
    assignments: Sequence[PlannedAssignment], day: date, *, pauses: Iterable[Interval] = ()
) -> DayPlan:
    """What is due on `day` over all assignments.

    `pauses` are intervals in which the whole patient is held, as while a safety alert is open. An
    exercise in two assignments appears once, with the larger dose and both programs named.
    """
    if not assignments:
        return DayPlan(day, reason=NothingToday.NO_PROGRAM)
    if any(pause.holds(day) for pause in pauses):
        return DayPlan(day, reason=NothingToday.HELD)
    active = [assignment for assignment in assignments if assignment.is_active(day)]
    running = [assignment for assignment in active if not assignment.is_held(day)]
    if not running:
        return DayPlan(day, reason=_why_none(assignments, active, day))
    due, phases = _due_items(running, day)
    return DayPlan(day, tuple(due), None if due else NothingToday.REST_DAY, phases)


def _why_none(
    assignments: Sequence[PlannedAssignment], active: Sequence[PlannedAssignment], day: date
) -> NothingToday:
    if active:
        return NothingToday.HELD
    if any(assignment.starts_on > day and not assignment.is_over(day) for assignment in assignments):
        return NothingToday.NOT_STARTED
    return NothingToday.ENDED


def _due_items(
    running: Sequence[PlannedAssignment], day: date
) -> tuple[list[DueItem], dict[UUID, PlannedPhase]]:
    found: dict[UUID, DueItem] = {}
    phases: dict[UUID, PlannedPhase] = {}
    cut: set[UUID] = set()
    for assignment in running:
        phase, is_cut = assignment.asked_on(day)
        if phase is None:
            continue
        phases[assignment.id] = phase
        day_of_phase = (day - assignment.starts_on).days + 1 - phase.first_day
        for item in phase.items:
            if is_due(item, day=day, day_of_phase=day_of_phase):
                found[item.exercise] = _joined(found.get(item.exercise), item, assignment)
        cut |= {item.id for item in phase.items if is_cut}
    # Which of two doses is the larger is asked of what was prescribed, so that a flare changes no other's rounds.
    return [_cut(due) if due.item.id in cut else due for due in found.values()], phases


def _cut(due: DueItem) -> DueItem:
    return replace(due, item=replace(due.item, dose=due.item.dose.cut_by_a_third()))


def _joined(known: DueItem | None, item: PlannedItem, assignment: PlannedAssignment) -> DueItem:
    if known is None:
        return DueItem(item, (assignment.program,), (assignment.id,))
    larger = item if item.dose.size > known.item.dose.size else known.item
    return DueItem(larger, (*known.programs, assignment.program), (*known.assignments, assignment.id))


def rounds_asked(text: int, *, texts: int, rounds: int) -> tuple[int, int]:
    """The rounds that text number `text` (from 1) of `texts` a day asks about, first and last.

    Where its share is empty it repeats the last round that was open before it.
    """
    if not (1 <= text <= texts and rounds >= 1):
        raise ValueError("text must be from 1 to texts, and rounds at least 1")
    first = (text - 1) * rounds // texts + 1
    last = text * rounds // texts
    if last < first:
        return max(last, 1), max(last, 1)
    return first, last


@dataclass(frozen=True, slots=True)
class Said:
    """One check-in as the rules read it. `order` rises with the time it was received.

    `told_in` is the text it was told in, if any: one text is one reading of pain, however many rounds it is about.
    """

    day: date
    round: int | None
    outcome: Outcome | None
    completed: float
    pain: int | None
    order: int
    difficulty: str = ""
    told_in: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one session: the last thing said of it, pain apart (it may be told by itself)."""

    said: Said | None
    pain: int | None


def standing(said: Iterable[Said], rounds: int) -> tuple[Standing, ...]:
    """What stands of each round of one day, given everything said of that day."""
    in_order = sorted(said, key=lambda one: one.order)
    result = []
    for number in range(1, rounds + 1):
        about = [one for one in in_order if one.round in (None, number)]
        outcomes = [one for one in about if one.outcome is not None]
        pains = [one.pain for one in about if one.pain is not None]
        result.append(Standing(outcomes[-1] if outcomes else None, pains[-1] if pains else None))
    return tuple(result)


_SESSION = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:/([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class SessionName:
    """A session as it is written: `2026-11-22/1`, or a bare date for all rounds of that day."""

    day: date
    round: int | None = None

    @classmethod
    def read(cls, text: str) -> "SessionName":
        """Raises ValueError when the text is not of that form."""
        if not (found := _SESSION.fullmatch(text)):
            raise ValueError("A session is written 2026-11-22/1, or 2026-11-22 for the whole day.")
        day, number = found.groups()
        return cls(date.fromisoformat(day), int(number) if number else None)

    def __str__(self) -> str:
        return self.day.isoformat() if self.round is None else f"{self.day.isoformat()}/{self.round}"


def fraction(outcome: Outcome, completed: float | None) -> Decimal:
    """The completed fraction of a session, 0 to 1; a part without a number counts half."""
    if outcome == Outcome.DONE:
        return Decimal(1)
    if outcome == Outcome.SKIPPED:
        return Decimal(0)
    return Decimal(str(0.5 if completed is None else completed)).quantize(Decimal("0.01"))


def is_recent(day: date, *, today: date) -> bool:
    """Whether a session of `day` may still be reported: not in the future, at most 14 days back."""
    return timedelta(0) <= today - day <= timedelta(days=MOST_DAYS_BACK)


def local_date(now: datetime, zone: str) -> date:
    """The date on the wall at `zone` (an IANA name) at the aware instant `now`."""
    return now.astimezone(ZoneInfo(zone)).date()
