"""Assignments as staff and patients see them: the newest revision with its doses."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from exercises.models import Assignment
from exercises.reads.plans import plans_of
from exercises.rules.dose import frequency, sentence
from exercises.rules.sessions import PlannedAssignment, PlannedItem, PlannedPhase, local_date


def assignment_rows(assignments: Sequence[Assignment], *, now: datetime) -> list[dict[str, Any]]:
    """These assignments, fetched with patient and program, each with its newest revision. Two queries."""
    plans: dict[UUID, PlannedAssignment] = {
        plan.id: plan
        for its_plans in plans_of({assignment.patient_id for assignment in assignments}).values()
        for plan in its_plans
    }
    return [
        _row(assignment, plans[assignment.pk], local_date(now, assignment.patient.timezone))
        for assignment in assignments
    ]


def _row(assignment: Assignment, plan: PlannedAssignment, today: date) -> dict[str, Any]:
    newest = plan.revisions[-1]
    in_force = plan.phase_on(today) if plan.is_active(today) else None
    return {
        "id": str(assignment.pk),
        "patient": str(assignment.patient_id),
        "program": {"id": str(assignment.program_id), "name": plan.program},
        "starts_on": assignment.starts_on.isoformat(),
        "last_day": plan.last_day(today).isoformat(),
        "ended_on": assignment.ended_on.isoformat() if assignment.ended_on else None,
        "ended_because": assignment.ended_because,
        "state": _state(plan, today),
        "day": (today - assignment.starts_on).days + 1,
        "phase": in_force.number if in_force else None,
        "revision": newest.number,
        "revision_applies_from": newest.effective_on.isoformat(),
        "holds": [
            {"from": hold.start.isoformat(), "until": hold.end.isoformat() if hold.end else None}
            for hold in plan.holds
        ],
        "phases": [_phase(phase) for phase in newest.phases],
    }


def _state(plan: PlannedAssignment, today: date) -> str:
    if plan.is_over(today):
        return "ended"
    if plan.starts_on > today:
        return "not_started"
    return "held" if plan.is_held(today) else "active"


def _phase(phase: PlannedPhase) -> dict[str, Any]:
    return {
        "number": phase.number,
        "name": phase.name,
        "goal": phase.goal,
        "first_day": phase.first_day,
        "last_day": phase.last_day,
        "items": [_item(item) for item in phase.items],
    }


def _item(item: PlannedItem) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "exercise": {"id": str(item.exercise), "name": item.name},
        "dose": item.dose.plain(),
        "dose_sentence": sentence(item.dose),
        "frequency": frequency(item.dose),
        "weekdays": None if item.weekdays is None else sorted(item.weekdays),
        "note": item.note,
    }
