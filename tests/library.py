"""Exercises of the library that ships, with their texts and really drawn pictures."""

from pathlib import Path

from backend.pictures.prepare import Drawing, draw_exercise
from exercises.actions.keep_pictures import keep_pictures
from exercises.models import Exercise
from exercises.reads.library_files import EXERCISES, read_yaml
from tests import make


def drawn(slug: str, root: Path) -> Exercise:
    """That exercise, its pictures in files below `root`."""
    file = read_yaml(EXERCISES)
    [entry] = [each for each in file["exercises"] if each["slug"] == slug]
    texts = {name: entry[name] for name in ("name", "steps", "cautions", "stop_if")}
    exercise = make.exercise(
        slug=slug,
        name=entry["name"],
        figure=entry["keyframes"],
        texts={"en": texts | {"cue": entry["sms_cue"]}},
    )
    drawing = Drawing(
        exercise=exercise.pk,
        slug=slug,
        name=exercise.name,
        position=exercise.position,
        keyframes=tuple(entry["keyframes"]),
        figure=file["figure"],
        muscle_map=file["muscle_map"],
    )
    keep_pictures(exercise.pk, draw_exercise(drawing, root), drawn_from="a test")
    return exercise
