"""Today, as the patient's phone shows it. Three queries, made of plain rows: it is asked for all day long."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zlib import crc32

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from exercises.models import Alert, Assignment, Flare, Hold, Patient, Revision, RevisionPhase
from exercises.reads.pictures import AddressOf, entries, pictures_of
from exercises.reads.plans import PLAN_FIELDS, PLAN_ORDER, Exceptions, grouped, said_by
from exercises.rules.dose import frequency, sentence
from exercises.rules.sessions import (
    DayPlan,
    DueItem,
    Interval,
    PlannedAssignment,
    SessionName,
    Standing,
    local_date,
    plan_day,
    standing,
)
from exercises.rules.wording import in_language
from exercises.terms import AlertKind, NothingToday, SkinTone

Addresses = Callable[[date], AddressOf]

_EXERCISE_FIELDS = (
    "items__exercise__slug",
    "items__exercise__kind",
    "items__exercise__position",
    "items__exercise__equipment",
    "items__exercise__muscles_primary",
    "items__exercise__texts",
)


def version(patient: Patient, *, today: date) -> str:
    """What an unchanged today is known by. Asks the database nothing; `patient` comes with its clinic.

    The patient is in it, so that a phone that changes hands never takes one's day for another's.
    """
    clinic = patient.clinic
    shown = "|".join(
        (
            clinic.name,
            clinic.phone,
            clinic.emergency_number,
            clinic.urgent_line,
            patient.language,
            skin_tone(patient),
        )
    )
    return f"{patient.pk.hex[:12]}-{patient.plan_version}-{today.isoformat()}-{crc32(shown.encode()):08x}"


def today(patient: Patient, *, now: datetime, addresses: Addresses | None = None) -> dict[str, Any]:
    """The patient's own date, the phases in force, each exercise with its pictures, and what is done already.

    `addresses` says where files are found on that date, which is part of the version; without it no pictures
    are listed.
    """
    day = local_date(now, patient.timezone)
    rows = _rows(patient.pk, day)
    assignments = _assignments(patient.pk, rows, day)
    plan = plan_day(assignments, day, pauses=[Interval(day)] if any(row["alarmed"] for row in rows) else ())
    if not rows and Assignment.objects.filter(patient=patient).exists():
        plan = DayPlan(day, reason=NothingToday.ENDED)
    stands = _stands(patient.pk, plan)
    texts = {row["items__exercise"]: row for row in rows}
    pictures = _pictures(patient, plan, addresses(day)) if addresses and plan.items else {}
    return {
        "date": day.isoformat(),
        "timezone": patient.timezone,
        "version": version(patient, today=day),
        "reason": plan.reason.value if plan.reason else None,
        "easier_until": _easier_until(rows, plan),
        "programs": [
            _program(assignment, plan) for assignment in assignments if assignment.id in plan.phases
        ],
        "rounds": plan.rounds,
        "sessions": [_session(day, number, stand) for number, stand in enumerate(stands, start=1)],
        "exercises": [
            _exercise(due, texts[due.item.exercise], patient.language, stands)
            | {"pictures": pictures.get(due.item.exercise, [])}
            for due in plan.items
        ],
        "clinic": {
            "name": patient.clinic.name,
            "phone": patient.clinic.phone,
            "emergency_number": patient.clinic.emergency_number,
            "urgent_line": patient.clinic.urgent_line,
        },
    }


def skin_tone(patient: Patient) -> SkinTone:
    """Of the figure in this patient's pictures; `patient` comes with its clinic."""
    return SkinTone(patient.skin_tone or patient.clinic.skin_tone)


def _pictures(patient: Patient, plan: DayPlan, address_of: AddressOf) -> dict[UUID, list[dict[str, Any]]]:
    """The pictures of each exercise due, showing the side prescribed in the patient's skin tone."""
    found = pictures_of(due.item.exercise for due in plan.items)
    tone = skin_tone(patient)
    return {
        item.exercise: entries(
            found.get(item.exercise, ()), tone=tone, side=item.dose.side, address_of=address_of
        )
        for item in (due.item for due in plan.items)
    }


def _easier_until(rows: list[dict[str, Any]], plan: DayPlan) -> str | None:
    """The first date on which the usual routine counts again, while a flare makes it an easier one."""
    until = rows[0]["flare_until"] if rows and plan.phases else None
    return until.isoformat() if until else None


def _rows(patient: UUID, day: date) -> list[dict[str, Any]]:
    """The phases and items of the revisions in force on `day`, of assignments not ended before it."""
    in_force = (
        Revision.objects.filter(assignment=OuterRef("revision__assignment"), effective_on__lte=day)
        .values("assignment")
        .annotate(newest=Max("number"))
        .values("newest")
    )
    held = Hold.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        assignment=OuterRef("revision__assignment"),
        starts_on__lte=day,
    )
    alarmed = Alert.objects.open().filter(patient=patient, kind=AlertKind.SAFETY)
    flare = Flare.objects.on(day).filter(patient=patient).order_by("-until")
    return list(
        RevisionPhase.objects.filter(
            Q(revision__assignment__ended_on__isnull=True) | Q(revision__assignment__ended_on__gt=day),
            revision__assignment__patient=patient,
            revision__number=Coalesce(Subquery(in_force), 1),
        )
        .annotate(held=Exists(held), alarmed=Exists(alarmed), flare_until=Subquery(flare.values("until")[:1]))
        .order_by(*PLAN_ORDER)
        .values(*PLAN_FIELDS, *_EXERCISE_FIELDS, "held", "alarmed", "flare_until")
    )


def _assignments(patient: UUID, rows: list[dict[str, Any]], day: date) -> Sequence[PlannedAssignment]:
    exceptions = {
        row["revision__assignment"]: Exceptions(
            (Interval(day),) if row["held"] else (),
            (Interval(day, row["flare_until"]),) if row["flare_until"] else (),
        )
        for row in rows
    }
    return grouped(rows, exceptions).get(patient, [])


def _stands(patient: UUID, plan: DayPlan) -> tuple[Standing, ...]:
    if not plan.rounds:
        return ()
    said = said_by([patient], since=plan.day, until=plan.day).get(patient, {})
    return standing(said.get(plan.day, ()), plan.rounds)


def _program(assignment: PlannedAssignment, plan: DayPlan) -> dict[str, Any]:
    phase = plan.phases[assignment.id]
    return {
        "assignment": str(assignment.id),
        "name": assignment.program,
        "day": (plan.day - assignment.starts_on).days + 1,
        "phase": {
            "number": phase.number,
            "name": phase.name,
            "goal": phase.goal,
            "first_day": phase.first_day,
            "last_day": phase.last_day,
        },
    }


def _session(day: date, number: int, stand: Standing) -> dict[str, Any]:
    said = stand.said
    return {
        "session": str(SessionName(day, number)),
        "round": number,
        "state": said.outcome.value if said and said.outcome else "open",
        "completed": said.completed if said else None,
        "pain": stand.pain,
    }


def _exercise(
    due: DueItem,
    row: Mapping[str, Any],
    language: str,
    stands: Sequence[Standing],
) -> dict[str, Any]:
    texts = row["items__exercise__texts"]
    words = in_language(texts, language)
    item = due.item
    return {
        "item": str(item.id),
        "exercise": str(item.exercise),
        "slug": row["items__exercise__slug"],
        "name": words["name"],
        "kind": row["items__exercise__kind"],
        "position": row["items__exercise__position"],
        "equipment": row["items__exercise__equipment"],
        "muscles": row["items__exercise__muscles_primary"],
        "programs": list(due.programs),
        "dose": item.dose.plain(),
        "dose_sentence": sentence(item.dose),
        "frequency": frequency(item.dose),
        "note": item.note,
        "cue": words.get("cue", ""),
        "steps": words["steps"],
        "cautions": words["cautions"],
        "stop_if": words["stop_if"],
        "rounds": list(range(1, due.rounds + 1)),
        "done_rounds": [
            number
            for number, stand in enumerate(stands[: due.rounds], start=1)
            if stand.said is not None and stand.said.completed == 1
        ],
        "done": all(stand.said is not None and stand.said.completed == 1 for stand in stands[: due.rounds]),
    }
