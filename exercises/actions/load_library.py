"""Loads the library's files into the shared library: all of a run or nothing of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from exercises.models import Assignment, Exercise, Item, Patient, Phase, Program
from exercises.reads.library_files import EXERCISES, LAY_WORDS, PROTOCOLS, Library, read_library
from exercises.rules.catalogue import ExerciseEntry, PhaseEntry, ProgramEntry, content_hash
from exercises.rules.lay_words import LayWords, search_text

Progress = Callable[[int, int, str], None]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """Slugs of exercises and programs by what the run did to them; a second run leaves all unchanged."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        return len(self.created) + len(self.changed) + len(self.unchanged)


def load_library(
    exercises_path: Path = EXERCISES,
    protocols_path: Path = PROTOCOLS,
    lay_words_path: Path = LAY_WORDS,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> LibraryReport:
    """Makes the shared library what the files say. What they no longer name is retired, never deleted.

    `progress` is told how many entries are done, of how many, and which was the last. Raises BadLibrary,
    naming file, slug and field of every fault, before anything is written.
    """
    library = read_library(exercises_path, protocols_path, lay_words_path)
    report = LibraryReport()
    total = len(library.exercises) + len(library.programs)

    def tell(slug: str) -> None:
        if progress:
            progress(report.read, total, slug)

    with transaction.atomic():
        ids = _keep_exercises(library, report, now=now, tell=tell)
        _keep_programs(library.programs, ids, report, now=now, tell=tell)
        _refresh_search_of_own(library.lay_words)
    return report


def raise_plan_versions(*, exercises: Iterable[UUID] = (), programs: Iterable[UUID] = ()) -> None:
    """Raises the version of `today` of everybody whose open assignments show any of these."""
    for path, ids in (("revisions__phases__items__exercise__in", exercises), ("program__in", programs)):
        if ids := list(ids):
            affected = Assignment.objects.open().filter(**{path: ids}).values("patient")
            Patient.objects.filter(pk__in=affected).update(plan_version=F("plan_version") + 1)


def exercise_columns(entry: ExerciseEntry, lay_words: LayWords) -> dict[str, Any]:
    """The columns of an exercise that the entry fills by itself."""
    texts = {
        "name": entry.name,
        "steps": entry.steps,
        "cautions": entry.cautions,
        "stop_if": entry.stop_if,
        "cue": entry.cue,
    }
    columns = ("slug", "name", "kind", "position", "sides")
    lists = ("regions", "muscles_primary", "muscles_secondary", "equipment", "source_ids")
    return {
        **{name: getattr(entry, name) for name in columns},
        **{name: list(getattr(entry, name)) for name in lists},
        "dose": entry.dose.plain(),
        "texts": {
            "en": {name: list(text) if isinstance(text, tuple) else text for name, text in texts.items()}
        },
        "figure": list(entry.keyframes),
        "search_text": _search_text(entry, lay_words),
        "content_hash": content_hash(entry),
    }


def keep_phases(program: Program, phases: Iterable[PhaseEntry], ids: Mapping[str, UUID]) -> None:
    """Writes the phases and items of a program that has none. `ids` are the exercises' by the items' keys."""
    items: list[Item] = []
    for number, entry in enumerate(phases, start=1):
        phase = Phase.objects.create(
            program=program,
            number=number,
            name=entry.name,
            goal=entry.goal,
            first_day=entry.first_day,
            last_day=entry.last_day,
            progress_when=entry.progress_when,
            regress_when=entry.regress_when,
        )
        items += [
            Item(
                phase=phase,
                exercise_id=ids[item.exercise],
                order=order,
                dose=item.dose.plain(),
                weekdays=None if item.weekdays is None else list(item.weekdays),
                note=item.note,
            )
            for order, item in enumerate(entry.items, start=1)
        ]
    Item.objects.bulk_create(items)


def _search_text(row: ExerciseEntry | Exercise, lay_words: LayWords) -> str:
    return search_text(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        position=row.position,
        regions=row.regions,
        primary=row.muscles_primary,
        secondary=row.muscles_secondary,
        equipment=row.equipment,
        lay_words=lay_words,
    )


def _keep_exercises(library: Library, report: LibraryReport, *, now: datetime, tell: Tell) -> dict[str, UUID]:
    """The ids of the file's exercises by slug, the rows made to agree with it."""
    rows = {row.slug: row for row in Exercise.objects.shared()}
    ids = {slug: rows[slug].pk if slug in rows else uuid4() for slug in library.exercises}
    changed: list[UUID] = []
    for slug, entry in library.exercises.items():
        columns = exercise_columns(entry, library.lay_words)
        row = rows.get(slug)
        if row and not _differs(row, columns, "content_hash", "search_text"):
            report.unchanged.append(slug)
            tell(slug)
            continue
        for name in ("progression", "regression"):
            # The other row may come later in this run: the database checks it at the end.
            columns[f"{name}_id"] = ids.get(getattr(entry, name) or "")
        if row is None:
            Exercise.objects.create(id=ids[slug], clinic=None, **columns)
            report.created.append(slug)
        else:
            Exercise.objects.filter(pk=row.pk).update(**columns, retired_at=None)
            report.changed.append(slug)
            if _differs(row, columns, "content_hash"):
                changed.append(row.pk)
        tell(slug)
    raise_plan_versions(exercises=changed)
    _retire([row for slug, row in rows.items() if slug not in ids], report, now=now)
    return ids


def _keep_programs(
    programs: Mapping[str, ProgramEntry],
    ids: Mapping[str, UUID],
    report: LibraryReport,
    *,
    now: datetime,
    tell: Tell,
) -> None:
    rows = {row.slug: row for row in Program.objects.shared()}
    changed: list[UUID] = []
    for slug, entry in programs.items():
        columns = program_columns(entry)
        row = rows.get(slug)
        if row and not _differs(row, columns, "content_hash"):
            report.unchanged.append(slug)
            tell(slug)
            continue
        if row is None:
            keep_phases(Program.objects.create(clinic=None, **columns), entry.phases, ids)
            report.created.append(slug)
        else:
            Program.objects.filter(pk=row.pk).update(**columns, retired_at=None)
            row.phases.all().delete()
            keep_phases(row, entry.phases, ids)
            report.changed.append(slug)
            changed.append(row.pk)
        tell(slug)
    raise_plan_versions(programs=changed)
    _retire([row for slug, row in rows.items() if slug not in programs], report, now=now)


def program_columns(entry: ProgramEntry) -> dict[str, Any]:
    """The columns of a program, its phases apart."""
    return {
        "slug": entry.slug,
        "name": entry.name,
        "for_whom": entry.for_whom,
        "not_for": list(entry.not_for),
        "education": list(entry.education),
        "review": entry.review,
        "source_ids": list(entry.source_ids),
        "content_hash": content_hash(entry),
    }


def _differs(row: Exercise | Program, columns: Mapping[str, Any], *names: str) -> bool:
    return row.retired_at is not None or any(getattr(row, name) != columns[name] for name in names)


def _retire(rows: Iterable[Exercise | Program], report: LibraryReport, *, now: datetime) -> None:
    for row in rows:
        if row.retired_at is None:
            type(row).objects.filter(pk=row.pk).update(retired_at=now)
            report.retired.append(row.slug)


def _refresh_search_of_own(lay_words: LayWords) -> None:
    """Has the lay words lead to the clinics' own exercises too."""
    for row in Exercise.objects.filter(clinic__isnull=False).iterator():
        text = _search_text(row, lay_words)
        if text != row.search_text:
            Exercise.objects.filter(pk=row.pk).update(search_text=text)
