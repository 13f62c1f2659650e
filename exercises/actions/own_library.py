"""A clinic's own exercises and programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from exercises.actions.keeping import keep_change
from exercises.actions.load_library import exercise_columns, keep_phases, program_columns
from exercises.errors import Invalid, SlugIsTaken
from exercises.models import Clinic, Exercise, Program, User
from exercises.reads.library_files import lay_words_of_library
from exercises.rules.catalogue import BadEntry, KnownExercise, read_exercise, read_program
from exercises.rules.dose import Dose
from exercises.rules.fields import LONGEST_SLUG, with_dots


def add_exercise(staff_user: User, clinic: Clinic, fields: Mapping[str, Any], *, now: datetime) -> Exercise:
    """Adds an exercise that this clinic alone sees.

    `fields` are those of an entry of the library (`default_dose`, `muscles: {primary, secondary}`, …);
    without a slug one is made from the name; progression and regression are ids or slugs that the
    clinic sees. Raises Invalid, naming every field at fault, and SlugIsTaken.
    """
    seen = _seen_by(clinic)
    try:
        entry = read_exercise(_with_slug(fields), where="exercise", known=seen, own=True)
    except BadEntry as bad:
        raise _invalid(bad) from bad
    links = {f"{name}_id": _id_of(seen, getattr(entry, name)) for name in ("progression", "regression")}
    with transaction.atomic():
        columns = exercise_columns(entry, lay_words_of_library()) | links
        exercise: Exercise = _create(Exercise, clinic, columns)
        _keep_added("exercise.added", exercise, staff_user, clinic, now=now)
    return exercise


def add_program(staff_user: User, clinic: Clinic, fields: Mapping[str, Any], *, now: datetime) -> Program:
    """Adds a program that this clinic alone sees; without exercises it is a draft.

    `phases: [{name, goal, days: [a, b], items: [{exercise, dose, weekdays, note}]}]`: an exercise is named by
    id or by a slug that the clinic sees, and what its dose leaves out is taken from the exercise. Raises
    Invalid, naming every field at fault, and SlugIsTaken.
    """
    seen = _seen_by(clinic)
    try:
        entry = read_program(_with_slug(fields), where="program", known=seen, own=True)
    except BadEntry as bad:
        raise _invalid(bad) from bad
    with transaction.atomic():
        program: Program = _create(Program, clinic, program_columns(entry))
        keep_phases(program, entry.phases, {one.key: UUID(one.key) for one in seen.values()})
        _keep_added("program.added", program, staff_user, clinic, now=now)
    return program


def _seen_by(clinic: Clinic) -> dict[str, KnownExercise]:
    """The exercises the clinic sees, by id and by slug; its own go before shared ones of the same slug."""
    rows = Exercise.objects.seen_by(clinic.pk).values_list("id", "slug", "clinic", "dose")
    seen: dict[str, KnownExercise] = {}
    for pk, slug, _, dose in sorted(rows, key=lambda row: row[2] is not None):
        seen[str(pk)] = seen[slug] = KnownExercise(str(pk), Dose.read(dose))
    return seen


def _id_of(seen: Mapping[str, KnownExercise], name: str | None) -> UUID | None:
    return UUID(seen[name].key) if name else None


def _with_slug(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with a slug made from the name where none is given."""
    if fields.get("slug"):
        return dict(fields)
    name = fields.get("name")
    made = slugify(name if isinstance(name, str) else "").replace("_", "-")[:LONGEST_SLUG]
    words = [word for word in made.split("-") if word]
    return {**fields, "slug": "-".join(words) or f"own-{uuid4().hex[:12]}"}


def _create(model: type[Exercise] | type[Program], clinic: Clinic, columns: Mapping[str, Any]) -> Any:
    if model.objects.filter(clinic=clinic, slug=columns["slug"]).exists():
        raise SlugIsTaken
    try:
        with transaction.atomic():
            return model.objects.create(clinic=clinic, **columns)
    except IntegrityError as why:  # somebody took it at the same moment
        raise SlugIsTaken from why


def _keep_added(what: str, row: Exercise | Program, who: User, clinic: Clinic, *, now: datetime) -> None:
    after = {"slug": row.slug, "name": row.name, "content_hash": row.content_hash}
    keep_change(what, clinic=clinic, who=who, now=now, subject=row.pk, after=after)


def _invalid(bad: BadEntry) -> Invalid:
    return Invalid(errors={with_dots(path): words for path, words in bad.faults.items()})
