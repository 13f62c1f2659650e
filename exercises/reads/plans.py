"""Assignments as the rules read them, for many patients at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from exercises.models import Alert, CheckIn, Flare, Hold, Revision, RevisionPhase
from exercises.rules.dose import Dose
from exercises.rules.rounds import PatternedAssignment, PatternedRevision, read_pattern
from exercises.rules.sessions import (
    Interval,
    PlannedAssignment,
    PlannedItem,
    PlannedPhase,
    PlannedRevision,
    Said,
)
from exercises.terms import AlertKind, Outcome

OUTCOMES = {outcome.value: outcome for outcome in Outcome}

Plans = Mapping[UUID, list[PlannedAssignment]]

PLAN_FIELDS = (
    "number",
    "name",
    "goal",
    "first_day",
    "last_day",
    "revision__number",
    "revision__effective_on",
    "revision__assignment",
    "revision__assignment__patient",
    "revision__assignment__starts_on",
    "revision__assignment__ended_on",
    "revision__assignment__program__name",
    "items__id",
    "items__exercise",
    "items__name",
    "items__dose",
    "items__weekdays",
    "items__note",
)
PLAN_ORDER = (
    "revision__assignment__created_at",
    "revision__assignment",
    "revision__number",
    "number",
    "items__order",
)


def plans_of(patients: Iterable[UUID], *, since: date | None = None) -> Plans:
    """Every assignment of these patients, oldest first; with `since`, those not ended before it. Two queries."""
    patients = list(patients)
    wanted = Q(revision__assignment__patient__in=patients)
    if since is not None:
        ended = Q(revision__assignment__ended_on__isnull=True) | Q(revision__assignment__ended_on__gt=since)
        wanted &= ended
    rows = list(RevisionPhase.objects.filter(wanted).order_by(*PLAN_ORDER).values(*PLAN_FIELDS))
    return grouped(rows, exceptions_of({row["revision__assignment"] for row in rows}))


class Exceptions(NamedTuple):
    """The local dates on which an assignment asks for nothing, or for the easier routine."""

    holds: tuple[Interval, ...] = ()
    flares: tuple[Interval, ...] = ()


NO_EXCEPTIONS = Exceptions()


def grouped(rows: Iterable[dict[str, Any]], exceptions: Mapping[UUID, Exceptions]) -> Plans:
    """The rows (in PLAN_ORDER, with at least PLAN_FIELDS) as assignments, by patient."""
    by_assignment: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_assignment[row["revision__assignment"]].append(row)
    plans: dict[UUID, list[PlannedAssignment]] = defaultdict(list)
    for assignment, its_rows in by_assignment.items():
        plan = _assignment(assignment, its_rows, exceptions.get(assignment, NO_EXCEPTIONS))
        plans[its_rows[0]["revision__assignment__patient"]].append(plan)
    return plans


Ids = Iterable[UUID] | QuerySet[Any, UUID]


def _is_of(name: str, ids: Ids) -> Q:
    return Q(**{f"{name}__{'in' if isinstance(ids, QuerySet) else 'among'}": ids})


PATTERN_FIELDS = (
    "assignment__patient",
    "assignment",
    "assignment__program__name",
    "assignment__starts_on",
    "assignment__ended_on",
    "has_exceptions",
    "number",
    "effective_on",
    "its_pattern",
)
PATTERN_ORDER = ("assignment__created_at", "assignment", "number")


def patterns_of(patients: Ids, *, since: date | None = None) -> Mapping[UUID, list[PatternedAssignment]]:
    """As `plans_of`, where only the number of rounds matters: a row a revision, and no item is read.

    `patients` may be a query of ids. Two queries, one where nothing was ever held and nobody had a flare.
    """
    wanted = _is_of("assignment__patient", patients)
    if since is not None:
        wanted &= Q(assignment__ended_on__isnull=True) | Q(assignment__ended_on__gt=since)
    rows = Revision.objects.filter(wanted).annotate(
        # As text: it is parsed once, however many patients follow the program.
        its_pattern=Cast("pattern", TextField()),
        has_exceptions=Exists(Hold.objects.filter(assignment=OuterRef("assignment")))
        | Exists(Flare.objects.filter(patient=OuterRef("assignment__patient"))),
    )
    known: dict[UUID, tuple[UUID, str, date, date | None, list[PatternedRevision]]] = {}
    excepted = []
    for (
        patient,
        assignment,
        program,
        starts_on,
        ended_on,
        has_exceptions,
        number,
        effective_on,
        pattern,
    ) in rows.order_by(*PATTERN_ORDER).values_list(*PATTERN_FIELDS):
        revision = PatternedRevision(number, effective_on, read_pattern(pattern))
        if assignment in known:
            known[assignment][-1].append(revision)
            continue
        known[assignment] = (patient, program, starts_on, ended_on, [revision])
        if has_exceptions:
            excepted.append(assignment)
    exceptions = exceptions_of(excepted)
    patterns: dict[UUID, list[PatternedAssignment]] = defaultdict(list)
    for assignment, (patient, program, starts_on, ended_on, revisions) in known.items():
        patterns[patient].append(
            PatternedAssignment(
                assignment,
                program,
                starts_on,
                ended_on,
                tuple(revisions),
                *exceptions.get(assignment, NO_EXCEPTIONS),
            )
        )
    return patterns


def exceptions_of(assignments: Iterable[UUID]) -> dict[UUID, Exceptions]:
    """The holds of these assignments, and the flares of their patients. One query."""
    among = list(assignments)
    holds = (
        Hold.objects.filter(assignment__among=among)
        .annotate(is_flare=Value(False, BooleanField()))
        .values_list("assignment", "starts_on", "until", "is_flare")
    )
    flares = (
        Flare.objects.filter(patient__assignments__among=among)
        .annotate(is_flare=Value(True, BooleanField()))
        .values_list("patient__assignments", "starts_on", "until", "is_flare")
    )
    exceptions: dict[UUID, Exceptions] = {}
    for assignment, start, until, is_flare in holds.union(flares, all=True):
        known, one = exceptions.get(assignment, NO_EXCEPTIONS), (Interval(start, until),)
        exceptions[assignment] = (
            known._replace(flares=known.flares + one) if is_flare else known._replace(holds=known.holds + one)
        )
    return exceptions


def _assignment(assignment: UUID, rows: list[dict[str, Any]], exceptions: Exceptions) -> PlannedAssignment:
    revisions: dict[int, dict[int, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        revisions[row["revision__number"]][row["number"]].append(row)
    return PlannedAssignment(
        id=assignment,
        program=rows[0]["revision__assignment__program__name"],
        starts_on=rows[0]["revision__assignment__starts_on"],
        ended_on=rows[0]["revision__assignment__ended_on"],
        holds=exceptions.holds,
        flares=exceptions.flares,
        revisions=tuple(
            PlannedRevision(
                number=number,
                effective_on=next(iter(phases.values()))[0]["revision__effective_on"],
                phases=tuple(_phase(phase_rows) for phase_rows in phases.values()),
            )
            for number, phases in revisions.items()
        ),
    )


def _phase(rows: list[dict[str, Any]]) -> PlannedPhase:
    first = rows[0]
    return PlannedPhase(
        number=first["number"],
        name=first["name"],
        goal=first["goal"],
        first_day=first["first_day"],
        last_day=first["last_day"],
        items=tuple(
            PlannedItem(
                id=row["items__id"],
                exercise=row["items__exercise"],
                name=row["items__name"],
                dose=Dose(**row["items__dose"]),
                weekdays=None if row["items__weekdays"] is None else frozenset(row["items__weekdays"]),
                note=row["items__note"],
            )
            for row in rows
            if row["items__id"] is not None
        ),
    )


def said_by(
    patients: Ids, *, since: date, until: date | None = None
) -> Mapping[UUID, Mapping[date, list[Said]]]:
    """What these patients said of the sessions of `since` to `until`, by day. One query.

    `patients` may be a query of ids.
    """
    rows = CheckIn.objects.filter(_is_of("patient", patients), day__gte=since)
    if until is not None:
        rows = rows.filter(day__lte=until)
    said: dict[UUID, dict[date, list[Said]]] = defaultdict(lambda: defaultdict(list))
    # As text: a Decimal a row costs more than the rest of it.
    told = rows.annotate(fraction=Cast("completed", TextField()))
    for patient, day, number, outcome, fraction, pain, order, difficulty, text in told.order_by(
        "id"
    ).values_list("patient", "day", "round", "outcome", "fraction", "pain", "id", "difficulty", "message"):
        said[patient][day].append(
            Said(
                day,
                number,
                OUTCOMES[outcome] if outcome else None,
                float(fraction) if fraction else 0.0,
                pain,
                order,
                difficulty,
                text,
            )
        )
    return said


def safety_pauses(patients: Mapping[UUID, str], *, since: datetime) -> Mapping[UUID, tuple[Interval, ...]]:
    """The local dates on which a safety alert was open, a patient. `patients` maps ids to zones. One query."""
    rows = Alert.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=since), patient__in=list(patients), kind=AlertKind.SAFETY
    ).values_list("patient", "raised_at", "closed_at")
    pauses: dict[UUID, tuple[Interval, ...]] = {}
    for patient, raised, closed in rows:
        zone = ZoneInfo(patients[patient])
        end = closed.astimezone(zone).date() if closed else None
        pauses[patient] = (*pauses.get(patient, ()), Interval(raised.astimezone(zone).date(), end))
    return pauses
