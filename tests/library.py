"""Exercises of the library that ships, with their texts and really drawn pictures."""

from backend.pictures.figures.on_demand import drawing_of
from backend.pictures.figures.prepare import draw_exercise
from backend.pictures.store import keep
from exercises.actions.keep_pictures import keep_pictures
from exercises.models import Exercise
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.rules.pictures import Look
from tests import make


def drawn(slug: str) -> Exercise:
    """That exercise, its pictures drawn and in the store."""
    file = read_yaml(EXERCISES)
    [entry] = [each for each in file["exercises"] if each["slug"] == slug]
    texts = {name: entry[name] for name in ("name", "steps", "cautions", "stop_if")}
    exercise = make.exercise(
        slug=slug,
        name=entry["name"],
        sides=entry["sides"],
        figure=entry["keyframes"],
        texts={"en": texts | {"cue": entry["sms_cue"]}},
    )
    pictures, files = draw_exercise(drawing_of(exercise, file), [Look()])
    for path, content in files.items():
        keep(path, content)
    keep_pictures(exercise.pk, pictures)
    return exercise
