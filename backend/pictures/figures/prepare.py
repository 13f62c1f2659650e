"""Draws the pictures of exercises, several at a time.

Knows no database and no store: it runs in processes of its own, and gives the files away as bytes.
"""

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import PIL

from backend.pictures.figures import alt, draw, motion, palette
from exercises.rules import figure, figure_body, figure_motion, figure_scene, pictures
from exercises.rules.figure_scene import Viewport
from exercises.rules.pictures import KEY_LENGTH, MOTION_WIDTHS, POSE_WIDTHS, ExercisePicture, Look, Recipe
from exercises.terms import PictureKind, Sides, Theme

LONGEST_ALT = 240
USUAL_LOOKS = tuple(Look(theme) for theme in Theme)
"""What most are shown; other skin tones are drawn when they are asked for."""

Files = dict[str, bytes]
"""The files of pictures by their path."""


class CannotDraw(Exception):
    """The keyframes of an exercise cannot be drawn; the words begin with its slug."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """An exercise to be drawn; what several of its pictures share is found once.

    `figure` and `muscle_map` are those sections of the library's file; `hold_s` is the hold of its usual dose, in
    seconds.
    """

    exercise: UUID
    slug: str
    name: str
    position: str
    sides: str
    keyframes: tuple[Mapping[str, Any], ...]
    figure: Mapping[str, Any]
    muscle_map: Mapping[str, Any]
    hold_s: int | None = None

    @property
    def key(self) -> str:
        """A hash of everything that decides what the pictures show and say; their files are named after it."""
        content = [
            self.name,
            self.position,
            self.sides,
            self.keyframes,
            self.figure,
            self.muscle_map,
            self.hold_s,
            _code_hash(),
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:KEY_LENGTH]

    @property
    def sections(self) -> dict[str, Any]:
        return {"figure": self.figure, "muscle_map": self.muscle_map}

    @cached_property
    def view(self) -> Viewport:
        """Of all its stills. Raises ValueError for malformed keyframes."""
        return draw.exercise_viewport(self.keyframes, **self.sections)

    @cached_property
    def film(self) -> motion.Film:
        """Its movement, in no colours yet. Raises ValueError for malformed keyframes."""
        return motion.film_of(self.keyframes, hold_s=self.hold_s, **self.sections)


def described(drawing: Drawing) -> list[ExercisePicture]:
    """Its pictures, without drawing them. Raises CannotDraw."""
    with _named(drawing):
        first = figure.pose(drawing.keyframes[0], **drawing.sections)
        view = drawing.view
        side = figure.near_side(first) if drawing.sides == Sides.PER_SIDE else ""
        width, count = max(POSE_WIDTHS), len(drawing.keyframes)
        height = round(width * view.height / view.width)
        names = [str(keyframe["name"]) for keyframe in drawing.keyframes]
        poses = [
            ExercisePicture(
                PictureKind.POSE,
                number,
                width,
                height,
                alt.alt_text(drawing.name, name, number, count, drawing.position)[:LONGEST_ALT],
                drawing.key,
                side,
            )
            for number, name in enumerate(names, start=1)
        ]
        if count == 1:
            return poses
        width = max(MOTION_WIDTHS)
        words = alt.motion_text(drawing.name, names, drawing.position)[:LONGEST_ALT]
        height = round(width * view.height / view.width)
        return [*poses, ExercisePicture(PictureKind.MOTION, 0, width, height, words, drawing.key, side)]


def recipes(picture: ExercisePicture, looks: Sequence[Look] = USUAL_LOOKS) -> list[Recipe]:
    """What is drawn of it beforehand, one recipe a drawing; its narrower files are made with it."""
    return [picture.recipe(look, None, picture.width) for look in looks]


def drawn(drawing: Drawing, recipe: Recipe, side: str) -> Files:
    """The files of this recipe in every width; `side` is the one that works as the exercise is drawn.

    Raises CannotDraw, also for a pose there is not.
    """
    with _named(drawing):
        mirrored = recipe.side != side
        if recipe.kind is PictureKind.MOTION:
            return {
                path: motion.webp(drawing.film, recipe.look, width=width, mirrored=mirrored)
                for width, path in zip(MOTION_WIDTHS, recipe.paths, strict=True)
            }
        keyframe = drawing.keyframes[recipe.order - 1]
        image = draw.draw_keyframe(
            keyframe,
            size=max(POSE_WIDTHS),
            previous=drawing.keyframes[recipe.order - 2] if recipe.order > 1 else None,
            view=drawing.view,
            look=recipe.look,
            mirrored=mirrored,
            **drawing.sections,
        )
        return {
            path: draw.webp_bytes(draw.narrowed(image, width))
            for width, path in zip(POSE_WIDTHS, recipe.paths, strict=True)
        }


def drawn_gif(drawing: Drawing, recipe: Recipe, side: str) -> bytes:
    """The movement of this recipe for a text. Raises CannotDraw."""
    with _named(drawing):
        return motion.gif(drawing.film, recipe.look, mirrored=recipe.side != side)


def draw_exercise(
    drawing: Drawing, looks: Sequence[Look] = USUAL_LOOKS
) -> tuple[list[ExercisePicture], Files]:
    """Its pictures, and the files of all of them in these looks. Raises CannotDraw."""
    found, files = described(drawing), Files()
    for picture in found:
        for recipe in recipes(picture, looks):
            files |= drawn(drawing, recipe, picture.side)
    return found, files


def draw_all(
    drawings: Sequence[Drawing], looks: Sequence[Look] = USUAL_LOOKS
) -> Iterator[tuple[Drawing, list[ExercisePicture], Files]]:
    """Draws on every processor, giving each exercise as it is done. Raises CannotDraw."""
    if len(drawings) <= 1:
        yield from ((drawing, *draw_exercise(drawing, looks)) for drawing in drawings)
        return
    workers = min(os.cpu_count() or 1, len(drawings))
    # Not forked: a copy of a process with an open database connection is not to be trusted.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {pool.submit(draw_exercise, drawing, looks): drawing for drawing in drawings}
        try:
            for future in as_completed(waiting):
                found, files = future.result()
                yield waiting.pop(future), found, files
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _named(drawing: Drawing) -> Iterator[None]:
    """What drawing raises for malformed keyframes becomes CannotDraw with the slug."""
    try:
        yield
    except (ValueError, KeyError, IndexError) as why:
        raise CannotDraw(f"{drawing.slug}: {why}") from why


@cache
def _code_hash() -> str:
    """sha256 of the code that draws."""
    modules = (draw, motion, palette, alt, figure, figure_body, figure_motion, figure_scene, pictures)
    files = [__file__, *(str(module.__file__) for module in modules)]
    parts = [PIL.__version__.encode(), *(Path(file).read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
