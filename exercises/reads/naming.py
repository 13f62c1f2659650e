"""An exercise or a program by the name a person gave: its id or its slug."""

from typing import Any
from uuid import UUID

from exercises.models import Exercise, Program
from exercises.rules.fields import SLUG


def exercise_named(name: str, *, clinic_id: UUID) -> Exercise | None:
    """The exercise of that id or slug that the clinic sees; its own goes before a shared one."""
    found: Exercise | None = _named(Exercise, name, clinic_id)
    return found


def program_named(name: str, *, clinic_id: UUID) -> Program | None:
    """The program of that id or slug that the clinic sees; its own goes before a shared one."""
    found: Program | None = _named(Program, name, clinic_id)
    return found


def _named(model: type[Exercise] | type[Program], name: str, clinic_id: UUID) -> Any:
    seen = model.objects.seen_by(clinic_id)
    try:
        return seen.filter(pk=UUID(name)).first()
    except ValueError:
        pass
    if not SLUG.fullmatch(name):
        return None
    return max(seen.filter(slug=name), key=lambda row: row.clinic_id is not None, default=None)
