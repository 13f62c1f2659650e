"""Draws the pictures of whole exercises, several at a time, and knows which need no drawing.

Knows no database: it runs in processes of its own.
"""

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.pictures import alt, draw
from backend.pictures.store import picture_path, write_once
from exercises.rules import figure, figure_body, figure_scene
from exercises.rules.pictures import DrawnPicture

WIDTHS = (320, 640)
LONGEST_ALT = 240


class CannotDraw(Exception):
    """The keyframes of an exercise cannot be drawn; the words begin with its slug."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An exercise to be drawn. `figure` and `muscle_map` are those sections of the library's file."""

    exercise: UUID
    slug: str
    name: str
    position: str
    keyframes: tuple[Mapping[str, Any], ...]
    figure: Mapping[str, Any]
    muscle_map: Mapping[str, Any]

    @property
    def drawn_from(self) -> str:
        """sha256 of everything that decides what the pictures show and say."""
        content = [
            self.name,
            self.position,
            self.keyframes,
            self.figure,
            self.muscle_map,
            WIDTHS,
            _code_hash(),
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def is_kept(drawing: Drawing, kept: Sequence[tuple[str, str]], root: Path) -> bool:
    """Whether `kept`, the pictures' (drawn_from, path), are all there and drawn from the same."""
    return len(kept) == len(drawing.keyframes) * len(WIDTHS) and all(
        drawn_from == drawing.drawn_from and (root / path).is_file() for drawn_from, path in kept
    )


def draw_all(drawings: Sequence[Drawing], root: Path) -> Iterator[tuple[Drawing, list[DrawnPicture]]]:
    """Draws on every processor, giving each exercise as it is done. Raises CannotDraw."""
    if len(drawings) <= 1:
        yield from ((drawing, draw_exercise(drawing, root)) for drawing in drawings)
        return
    workers = min(os.cpu_count() or 1, len(drawings))
    # Not forked: a copy of a process with an open database connection is not to be trusted.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {pool.submit(draw_exercise, drawing, root): drawing for drawing in drawings}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def draw_exercise(drawing: Drawing, root: Path) -> list[DrawnPicture]:
    """Draws every keyframe in every width into files below `root`. Raises CannotDraw."""
    sections: dict[str, Any] = {"figure": drawing.figure, "muscle_map": drawing.muscle_map}
    count = len(drawing.keyframes)
    drawn: list[DrawnPicture] = []
    try:
        view = draw.exercise_viewport(drawing.keyframes, **sections)
        for number, keyframe in enumerate(drawing.keyframes, start=1):
            previous = drawing.keyframes[number - 2] if number > 1 else None
            image = draw.draw_keyframe(keyframe, size=max(WIDTHS), previous=previous, view=view, **sections)
            words = alt.alt_text(drawing.name, str(keyframe["name"]), number, count, drawing.position)
            for width in WIDTHS:
                picture = image if width == image.width else draw.narrowed(image, width)
                content = draw.webp_bytes(picture)
                path = picture_path(content)
                write_once(root, path, content)
                drawn.append(DrawnPicture(number, picture.width, picture.height, path, words[:LONGEST_ALT]))
    except (ValueError, KeyError) as why:
        raise CannotDraw(f"{drawing.slug}: {why}") from why
    return drawn


@cache
def _code_hash() -> str:
    """sha256 of the code that draws."""
    modules = (draw, alt, figure, figure_body, figure_scene)
    files = [__file__, *(str(module.__file__) for module in modules)]
    return hashlib.sha256(b"\0".join(Path(file).read_bytes() for file in files)).hexdigest()
