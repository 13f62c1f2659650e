"""What can be prescribed, as a clinic sees it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from exercises.models import Exercise, Item, Phase, Program
from exercises.reads.pictures import pictures_of
from exercises.rules.dose import Dose, frequency, sentence
from exercises.rules.fields import is_clean
from exercises.rules.lay_words import folded
from exercises.rules.pictures import ExercisePicture

LONGEST_SEARCH = 120
MOST_WORDS = 12


def search_exercises(
    clinic_id: UUID,
    *,
    search: str = "",
    kind: str | None = None,
    region: str | None = None,
    muscle: str | None = None,
    position: str | None = None,
    equipment: str | None = None,
) -> QuerySet[Exercise]:
    """The exercises the clinic sees that match everything asked for.

    Every word of `search` must occur in a name, muscle, region or lay word, whole or in part. Those whose
    name begins with the search come first, then those that have it in their name, then those it is mainly
    for. Nothing asked for (None or empty) is nothing left out.
    """
    found: QuerySet[Exercise] = Exercise.objects.seen_by(clinic_id).defer(
        "figure", "search_text", "source_ids"
    )
    for column, value in (("kind", kind), ("position", position)):
        if value:
            found = found.filter(**{column: value}) if is_clean(value) else found.none()
    listed = {
        ("regions",): region,
        ("muscles_primary", "muscles_secondary"): muscle,
        ("equipment",): equipment,
    }
    for columns, value in listed.items():
        if value:
            found = _holding(found, columns, value)
    if words := folded(search[:LONGEST_SEARCH])[:MOST_WORDS]:
        return _searched(found, words)
    return found.order_by("name", "id")


def _searched(found: QuerySet[Exercise], words: list[str]) -> QuerySet[Exercise]:
    """Those that have every word, ranked. See `search_text` for the marks it looks for."""
    phrase = " ".join(words)
    rank = Case(
        When(search_text__startswith=f" {phrase}", then=Value(0)),
        When(name__icontains=phrase, then=Value(1)),
        When(_all_of("search_text__contains", [f" {word}" for word in words]), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    matching = found.filter(_all_of("search_text__contains", words))
    return matching.alias(rank=rank).order_by("rank", "name", "id")


def _all_of(lookup: str, values: Iterable[str]) -> Q:
    return reduce(and_, (Q(**{lookup: value}) for value in values))


def _holding(found: QuerySet[Exercise], columns: tuple[str, ...], value: str) -> QuerySet[Exercise]:
    """Those with `value` in one of the JSON lists.

    SQLite cannot look into JSON lists, so their text is searched on both databases: SQLite keeps it as
    Python wrote it, PostgreSQL with its letters unescaped.
    """
    wanted = Q()
    for column in columns:
        found = found.alias(**{f"{column}_text": Cast(column, TextField())})
        for as_letters in (True, False):
            wanted |= Q(
                **{f"{column}_text__contains": json.dumps(value.lower(), ensure_ascii=not as_letters)}
            )
    return found.filter(wanted) if is_clean(value) else found.none()


def exercise_rows(exercises: Iterable[Exercise], *, language: str = "en") -> list[dict[str, Any]]:
    """The exercises with their texts and pictures, in the same order. Two queries, or one for a list."""
    exercises = list(exercises)
    pictures = pictures_of([exercise.pk for exercise in exercises])
    return [_exercise_row(exercise, pictures.get(exercise.pk, []), language) for exercise in exercises]


def _exercise_row(exercise: Exercise, pictures: list[ExercisePicture], language: str) -> dict[str, Any]:
    texts = texts_in(exercise.texts, language)
    dose = Dose.read(exercise.dose)
    return {
        "id": exercise.pk,
        "slug": exercise.slug,
        "name": texts.get("name") or exercise.name,
        "kind": exercise.kind,
        "position": exercise.position,
        "sides": exercise.sides,
        "regions": exercise.regions,
        "muscles": {"primary": exercise.muscles_primary, "secondary": exercise.muscles_secondary},
        "equipment": exercise.equipment,
        "default_dose": dose.plain(),
        "dose_sentence": sentence(dose),
        "frequency": frequency(dose),
        "steps": texts.get("steps", []),
        "cautions": texts.get("cautions", []),
        "stop_if": texts.get("stop_if", []),
        "cue": texts.get("cue", ""),
        "pictures": pictures,
        "own": exercise.clinic_id is not None,
        "progression": exercise.progression_id,
        "regression": exercise.regression_id,
    }


def texts_in(texts: Mapping[str, Mapping[str, Any]], language: str) -> Mapping[str, Any]:
    """The texts of an exercise in `language`, else in English, else none."""
    return texts.get(language) or texts.get("en") or {}


def search_programs(clinic_id: UUID) -> QuerySet[Program]:
    """The programs the clinic sees, by name."""
    found: QuerySet[Program] = Program.objects.seen_by(clinic_id)
    return found.order_by("name", "id")


def program_rows(programs: Iterable[Program]) -> list[dict[str, Any]]:
    """The programs with a line on each phase, in the same order. Two queries, or one for a list."""
    programs = list(programs)
    phases: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for phase in (
        Phase.objects.filter(program__in=[program.pk for program in programs])
        .order_by("program", "number")
        .annotate(exercises=Count("items"))
    ):
        line = _phase_row(phase) | {"exercises": phase.exercises}
        phases[phase.program_id].append(line)
    return [_program_row(program, phases.get(program.pk, [])) for program in programs]


def program_detail(program: Program, *, language: str = "en") -> dict[str, Any]:
    """The program with phases, and items with their full doses. Two queries."""
    phases = list(program.phases.order_by("number"))
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in (
        Item.objects.filter(phase__program=program).select_related("exercise").order_by("order", "id")
    ):
        items[item.phase_id].append(_item_row(item, language))
    rows = [
        _phase_row(phase)
        | {
            "items": items.get(phase.pk, []),
            "progress_when": phase.progress_when,
            "regress_when": phase.regress_when,
        }
        for phase in phases
    ]
    return _program_row(program, rows) | {"education": program.education, "review": program.review}


def _program_row(program: Program, phases: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": program.pk,
        "slug": program.slug,
        "name": program.name,
        "for_whom": program.for_whom,
        "not_for": program.not_for,
        "duration_days": phases[-1]["last_day"] if phases else 0,
        "own": program.clinic_id is not None,
        "phases": phases,
    }


def _phase_row(phase: Phase) -> dict[str, Any]:
    return {
        "number": phase.number,
        "name": phase.name,
        "goal": phase.goal,
        "first_day": phase.first_day,
        "last_day": phase.last_day,
    }


def _item_row(item: Item, language: str) -> dict[str, Any]:
    dose = Dose.read(item.dose)
    exercise = item.exercise
    return {
        "exercise": exercise.pk,
        "slug": exercise.slug,
        "name": texts_in(exercise.texts, language).get("name") or exercise.name,
        "dose": dose.plain(),
        "dose_sentence": sentence(dose),
        "frequency": frequency(dose),
        "weekdays": item.weekdays,
        "note": item.note,
    }
