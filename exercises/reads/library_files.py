"""The library's files, read and wholly checked."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from exercises.errors import BadLibrary
from exercises.rules.catalogue import (
    BadEntry,
    ExerciseEntry,
    KnownExercise,
    ProgramEntry,
    read_exercise,
    read_program,
)
from exercises.rules.fields import with_brackets
from exercises.rules.lay_words import LayWords, read_lay_words

LIBRARY = Path(__file__).resolve().parent.parent / "library"
EXERCISES = LIBRARY / "exercises.yaml"
PROTOCOLS = LIBRARY / "protocols.yaml"
LAY_WORDS = LIBRARY / "lay_words.yaml"
MOST_FAULTS_TOLD = 20

Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Library:
    """The content of the three files, by slug."""

    exercises: Mapping[str, ExerciseEntry]
    programs: Mapping[str, ProgramEntry]
    lay_words: LayWords


def read_library(exercises: Path, protocols: Path, lay_words: Path) -> Library:
    """The content of the three files. Raises BadLibrary with every fault, by file, slug and field."""
    by_slug = _read_exercises(exercises)
    faults: Faults = {}
    programs = _read_programs(protocols, by_slug, faults)
    leads: LayWords = {}
    try:
        leads = read_lay_words(read_yaml(lay_words).get("words"), known=_known_to_lay_words(by_slug))
    except BadEntry as bad:
        _note(faults, lay_words, bad)
    _refuse(faults)
    return Library(by_slug, programs, leads)


@cache
def lay_words_of_library() -> LayWords:
    """The lay words that come with the installation. They are checked when the library is loaded."""
    return read_lay_words(read_yaml(LAY_WORDS).get("words"))


def read_yaml(path: Path) -> dict[str, Any]:
    """The sections of one of the files. Raises BadLibrary, naming the file and the line."""
    try:
        with path.open(encoding="utf-8") as file:
            content = yaml.load(file, Loader=_Loader)  # noqa: S506 - it builds plain values only
    except (OSError, ValueError, yaml.YAMLError) as why:
        raise BadLibrary(f"{path.name}: {why}") from why
    if not isinstance(content, dict):
        raise BadLibrary(f"{path.name}: Must be an object.")
    return content


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key given twice, of which YAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                words = f"the key {key.value!r} is given twice"
                raise yaml.constructor.ConstructorError(None, None, words, key.start_mark)
            seen.add(str(key.value))
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _read_exercises(path: Path) -> dict[str, ExerciseEntry]:
    faults: Faults = {}
    found: dict[str, ExerciseEntry] = {}
    entries = _entries(path, read_yaml(path), "exercises")
    slugs = {
        entry["slug"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("slug"), str)
    }
    for number, entry in enumerate(entries):
        try:
            exercise = read_exercise(entry, where=f"exercises[{number}]", known=slugs)
            _refuse_twice(found, exercise.slug)
            found[exercise.slug] = exercise
        except BadEntry as bad:
            _note(faults, path, bad)
    _refuse(faults)
    return found


def _read_programs(
    path: Path, exercises: Mapping[str, ExerciseEntry], faults: Faults
) -> dict[str, ProgramEntry]:
    content = read_yaml(path)
    known = {slug: KnownExercise(slug, exercise.dose) for slug, exercise in exercises.items()}
    found: dict[str, ProgramEntry] = {}
    for number, entry in enumerate(_entries(path, content, "protocols")):
        try:
            program = read_program(
                entry,
                where=f"protocols[{number}]",
                known=known,
                metrics=_metrics(path, content),
            )
            _refuse_twice(found, program.slug)
            found[program.slug] = program
        except BadEntry as bad:
            _note(faults, path, bad)
    return found


def _known_to_lay_words(exercises: Mapping[str, ExerciseEntry]) -> dict[str, set[str]]:
    entries = exercises.values()
    return {
        "muscles": {name for one in entries for name in (*one.muscles_primary, *one.muscles_secondary)},
        "regions": {name for one in entries for name in one.regions},
        "exercises": set(exercises),
    }


def _entries(path: Path, content: Mapping[str, Any], section: str) -> list[Any]:
    entries = content.get(section)
    if not isinstance(entries, list) or not entries:
        raise BadLibrary(f"{path.name}: {section}: Must be a list of entries.")
    return entries


def _metrics(path: Path, content: Mapping[str, Any]) -> list[str]:
    meta = content.get("meta")
    metrics = meta.get("metrics") if isinstance(meta, dict) else None
    if not isinstance(metrics, dict):
        raise BadLibrary(f"{path.name}: meta.metrics: Must be an object.")
    return [str(name) for name in metrics]


def _refuse_twice(found: Mapping[str, Any], slug: str) -> None:
    if slug in found:
        raise BadEntry(slug, {("slug",): ["Is there twice."]})


def _note(faults: Faults, path: Path, bad: BadEntry) -> None:
    for field, words in bad.faults.items():
        faults[f"{path.name}: {bad.slug}: {with_brackets(field)}"] = words


def _refuse(faults: Faults) -> None:
    if faults:
        told = [f"{where}: {' '.join(words)}" for where, words in faults.items()]
        more = [f"and {len(told) - MOST_FAULTS_TOLD} more"] if len(told) > MOST_FAULTS_TOLD else []
        raise BadLibrary("\n".join(told[:MOST_FAULTS_TOLD] + more), errors=faults)
