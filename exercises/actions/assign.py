"""Give a patient a program, and change what was given. Doses are frozen in revisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from exercises.actions.keeping import bump_plans, keep_change, lock
from exercises.actions.reminders import Wish, set_reminder
from exercises.errors import (
    AlreadyAssigned,
    AssignmentHasEnded,
    Invalid,
    PatientIsArchived,
    ProgramIsEmpty,
    RevisionIsStale,
)
from exercises.models import (
    Assignment,
    CheckIn,
    Exercise,
    Hold,
    Item,
    Patient,
    Program,
    ReminderSetting,
    Revision,
    RevisionItem,
    RevisionPhase,
    User,
)
from exercises.reads.naming import exercise_named
from exercises.reads.plans import plans_of
from exercises.rules.dose import BadDose, Dose
from exercises.rules.rounds import pattern_of
from exercises.rules.sessions import local_date

EARLIEST_START = timedelta(days=60)
LATEST_START = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class GivenItem:
    """An exercise with its dose, as prescribed."""

    exercise: Exercise
    dose: Dose
    weekdays: tuple[int, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class GivenPhase:
    name: str
    goal: str
    first_day: int
    last_day: int
    items: tuple[GivenItem, ...]


@transaction.atomic
def assign_program(
    patient: Patient, program: Program, *, starts_on: date, reminder: Wish | None, by: User, now: datetime
) -> tuple[Assignment, bool]:
    """Gives the program to the patient from the local date `starts_on` on.

    Returns the assignment and whether `reminder` was used: it seeds the setting when the patient has none,
    and is left alone otherwise. Raises ProgramIsEmpty, AlreadyAssigned, PatientIsArchived or Invalid.
    """
    lock(patient)
    today = local_date(now, patient.timezone)
    if patient.archived_at is not None:
        raise PatientIsArchived
    if not today - EARLIEST_START <= starts_on <= today + LATEST_START:
        raise Invalid.field("starts_on", "Choose a date from 60 days ago to a year ahead.")
    phases = _phases_of(program)
    if not any(phase.items for phase in phases):
        raise ProgramIsEmpty
    end_lapsed(patient, now=now)
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                clinic_id=patient.clinic_id,
                patient=patient,
                program=program,
                assigned_by=by,
                starts_on=starts_on,
                last_day=_last_day(starts_on, phases),
                created_at=now,
            )
    except IntegrityError as clash:
        raise AlreadyAssigned from clash
    _write_revision(assignment, phases, number=1, effective_on=starts_on, reason="", by=by, now=now)
    seeded = reminder is not None and not ReminderSetting.objects.filter(patient=patient).exists()
    if reminder is not None and seeded:
        set_reminder(patient, reminder, by=by, now=now)
    after = {"program": program.name, "starts_on": starts_on}
    _done("assignment.made", assignment, by=by, now=now, **after)
    return assignment, seeded


def _last_day(starts_on: date, phases: Sequence[GivenPhase]) -> date:
    return starts_on + timedelta(days=max(phase.last_day for phase in phases) - 1)


def _phases_of(program: Program) -> list[GivenPhase]:
    items: dict[int, list[GivenItem]] = {}
    for item in (
        Item.objects.filter(phase__program=program).select_related("exercise").order_by("phase", "order")
    ):
        weekdays = None if item.weekdays is None else tuple(item.weekdays)
        items.setdefault(item.phase_id, []).append(
            GivenItem(item.exercise, Dose(**item.dose), weekdays, item.note)
        )
    return [
        GivenPhase(phase.name, phase.goal, phase.first_day, phase.last_day, tuple(items.get(phase.pk, ())))
        for phase in program.phases.order_by("number")
    ]


def _write_revision(
    assignment: Assignment,
    phases: Sequence[GivenPhase],
    *,
    number: int,
    effective_on: date,
    reason: str,
    by: User | None,
    now: datetime,
) -> Revision:
    revision = Revision.objects.create(
        assignment=assignment,
        number=number,
        effective_on=effective_on,
        made_at=now,
        made_by=by,
        reason=reason,
        pattern=pattern_of(
            (
                phase.first_day,
                phase.last_day,
                [(item.exercise.pk, item.dose, item.weekdays) for item in phase.items],
            )
            for phase in phases
        ),
    )
    rows = RevisionPhase.objects.bulk_create(
        RevisionPhase(
            revision=revision,
            number=place,
            name=phase.name,
            goal=phase.goal,
            first_day=phase.first_day,
            last_day=phase.last_day,
        )
        for place, phase in enumerate(phases, start=1)
    )
    RevisionItem.objects.bulk_create(
        RevisionItem(
            phase=row,
            exercise=item.exercise,
            order=order,
            name=item.exercise.name,
            dose=item.dose.plain(),
            weekdays=None if item.weekdays is None else list(item.weekdays),
            note=item.note,
        )
        for row, phase in zip(rows, phases, strict=True)
        for order, item in enumerate(phase.items, start=1)
    )
    return revision


def end_lapsed(patient: Patient, *, now: datetime) -> int:
    """Ends the assignments whose last phase is over; the patient is locked by the caller."""
    today = local_date(now, patient.timezone)
    ended = 0
    for plan in plans_of([patient.pk], since=today).get(patient.pk, []):
        # A revision that applies from tomorrow may have made the program longer.
        last_day = max(plan.last_day(today), plan.last_day(plan.revisions[-1].effective_on))
        if plan.ended_on is None and today > last_day:
            ended += (
                Assignment.objects.open()
                .filter(pk=plan.id)
                .update(ended_on=last_day + timedelta(days=1), ended_because="last phase over")
            )
    return ended


def _open(assignment: Assignment) -> Assignment:
    lock(assignment.patient)
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if locked.ended_on is not None:
        raise AssignmentHasEnded
    return locked


def _done(what: str, assignment: Assignment, *, by: User, now: datetime, **after: Any) -> None:
    bump_plans([assignment.patient_id])
    keep_change(
        what,
        clinic=assignment.clinic_id,
        who=by,
        now=now,
        patient=assignment.patient_id,
        subject=assignment.pk,
        after=after,
    )


@transaction.atomic
def hold_assignment(
    assignment: Assignment, *, until: date | None, reason: str, by: User, now: datetime
) -> None:
    """Asks for nothing from the patient's today on; `until` is the first local date that counts again."""
    held = _open(assignment)
    today = local_date(now, assignment.patient.timezone)
    if until is not None and until <= today:
        raise Invalid.field("until", "Choose a date after today.")
    _close_hold(held, today)
    Hold.objects.create(assignment=held, starts_on=today, until=until, reason=reason[:240], made_by=by)
    _done("assignment.held", held, by=by, now=now, until=until, reason=reason)


@transaction.atomic
def resume_assignment(assignment: Assignment, *, by: User, now: datetime) -> None:
    held = _open(assignment)
    _close_hold(held, local_date(now, assignment.patient.timezone))
    _done("assignment.resumed", held, by=by, now=now)


def _close_hold(assignment: Assignment, today: date) -> None:
    running = assignment.holds.filter(until__isnull=True) | assignment.holds.filter(until__gt=today)
    for hold in running:
        hold.until = max(today, hold.starts_on)
        hold.save(update_fields=["until"])


@transaction.atomic
def end_assignment(assignment: Assignment, *, reason: str, by: User, now: datetime) -> None:
    """Ends it with the patient's today; what is reported today still counts nowhere."""
    ended = _open(assignment)
    today = local_date(now, assignment.patient.timezone)
    ended.ended_on, ended.ended_because = max(today, ended.starts_on), reason[:240]
    ended.save(update_fields=["ended_on", "ended_because"])
    _done("assignment.ended", ended, by=by, now=now, reason=reason)


@transaction.atomic
def revise_assignment(
    assignment: Assignment,
    phases: Sequence[GivenPhase],
    *,
    made_from: int,
    reason: str,
    by: User,
    now: datetime,
) -> Revision:
    """A new revision, made from revision number `made_from`. Raises RevisionIsStale, AssignmentHasEnded.

    It applies from the patient's today, or from tomorrow when today already has a check-in.
    """
    changed = _open(assignment)
    newest = changed.revisions.order_by("-number").first()
    assert newest is not None  # noqa: S101 - every assignment is made with its first revision
    if newest.number != made_from:
        raise RevisionIsStale
    if not any(phase.items for phase in phases):
        raise ProgramIsEmpty
    today = local_date(now, assignment.patient.timezone)
    reported = CheckIn.objects.filter(patient=assignment.patient_id, day=today).exists()
    first = max(changed.starts_on, today + timedelta(days=1) if reported else today)
    revision = _write_revision(
        changed, phases, number=made_from + 1, effective_on=first, reason=reason[:240], by=by, now=now
    )
    changed.last_day = _last_day(changed.starts_on, phases)
    changed.save(update_fields=["last_day"])
    _done("assignment.revised", changed, by=by, now=now, revision=revision.number, reason=reason)
    return revision


@dataclass(frozen=True, slots=True)
class AddedItem:
    """An exercise to be added to a phase, by id or slug; `dose` is what differs from its default dose."""

    phase: int
    exercise: str
    dose: Mapping[str, Any]
    weekdays: tuple[int, ...] | None = None
    note: str = ""


def changed_phases(
    assignment: Assignment,
    *,
    made_from: int,
    doses: Mapping[str, Mapping[str, Any]],
    removed: Sequence[str],
    added: Sequence[AddedItem] = (),
) -> list[GivenPhase]:
    """The phases of the newest revision, number `made_from`, with other doses, without and with other items.

    Doses are given by item id, single fields of them; an added item stands last in its phase. Raises
    RevisionIsStale, or Invalid naming each item and field that is not valid.
    """
    newest = assignment.revisions.order_by("-number").first()
    assert newest is not None  # noqa: S101 - every assignment is made with its first revision
    if newest.number != made_from:
        raise RevisionIsStale
    errors: dict[str, list[str]] = {}
    phases: list[GivenPhase] = []
    known: set[str] = set()
    for phase in newest.phases.order_by("number").prefetch_related("items__exercise"):
        items = []
        for item in sorted(phase.items.all(), key=lambda one: one.order):
            known.add(str(item.pk))
            if str(item.pk) not in removed:
                dose = _dose(doses.get(str(item.pk), {}), Dose(**item.dose), f"doses.{item.pk}", errors)
                weekdays = None if item.weekdays is None else tuple(item.weekdays)
                items.append(GivenItem(item.exercise, dose, weekdays, item.note))
        phases.append(GivenPhase(phase.name, phase.goal, phase.first_day, phase.last_day, tuple(items)))
    for name, given in (("doses", doses), ("remove", removed)):
        for one in given:
            if one not in known:
                errors[f"{name}.{one}"] = ["There is no such item in the newest revision."]
    phases = _with_added(phases, added, assignment, errors)
    if errors:
        raise Invalid(errors=errors)
    return phases


def _dose(given: Mapping[str, Any], over: Dose, at: str, errors: dict[str, list[str]]) -> Dose:
    """The dose, its missing parts taken from `over`; a fault is noted under `at` in `errors`."""
    try:
        return Dose.read(given, over=over)
    except BadDose as bad:
        errors |= {f"{at}.{name}": words for name, words in bad.errors.items()}
        return over


def _with_added(
    phases: Sequence[GivenPhase],
    added: Sequence[AddedItem],
    assignment: Assignment,
    errors: dict[str, list[str]],
) -> list[GivenPhase]:
    """The phases with the added items; what cannot be added is noted in `errors`."""
    result = list(phases)
    for place, one in enumerate(added):
        exercise = exercise_named(one.exercise, clinic_id=assignment.clinic_id)
        if not 1 <= one.phase <= len(result):
            errors[f"add.{place}.phase"] = [f"Must be a phase, from 1 to {len(result)}."]
            continue
        if exercise is None:
            errors[f"add.{place}.exercise"] = ["There is no such exercise."]
            continue
        phase = result[one.phase - 1]
        if any(item.exercise == exercise for item in phase.items):
            errors[f"add.{place}.exercise"] = ["Is already in this phase."]
        dose = _dose(one.dose, Dose.read(exercise.dose), f"add.{place}.dose", errors)
        item = GivenItem(exercise, dose, one.weekdays, one.note)
        result[one.phase - 1] = replace(phase, items=(*phase.items, item))
    return result
