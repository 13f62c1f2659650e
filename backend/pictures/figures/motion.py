"""The moving picture of an exercise: its movement there and back, without an end, as WebP, and as GIF for a text."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from backend.pictures.figures.draw import (
    Canvas,
    Scene,
    paint_arrow,
    paint_body,
    paint_ground,
    paint_parts,
    paint_shadows,
    scene_of,
)
from exercises.rules.figure import Pose, pose
from exercises.rules.figure_motion import FRAME, is_slight, timeline
from exercises.rules.figure_scene import MARGIN, Arrow, Viewport, movement, viewport_of
from exercises.rules.pictures import Look

MOST_BYTES = 150_000
"""Of a moving picture on the page of somebody who pays for what a phone loads."""
QUALITIES = (75, 60, 45, 30)
TEXTED_WIDTH = 360
COLOURS = 128
PROBES = 4
"""So many pictures of a movement are looked at for the colours of the GIF."""


@dataclass(frozen=True, slots=True)
class Film:
    """A movement in no colours yet: what every picture of it shows, once each, and in which order and for how many
    milliseconds they are shown."""

    view: Viewport
    ground: Pose
    scenes: Sequence[Scene]
    arrows: Sequence[Sequence[Arrow]]
    shown: Sequence[tuple[int, int]]


def film_of(
    keyframes: Sequence[Mapping[str, Any]],
    *,
    hold_s: float | None,
    figure: Mapping[str, Any],
    muscle_map: Mapping[str, Any],
) -> Film:
    """The movement through the keyframes, framed like their stills unless it reaches further. Raises ValueError for a
    malformed keyframe.

    Where something is seen to move no arrows say so; where hardly anything is, those that a keyframe names are shown
    while it stands still.
    """
    poses = [pose(keyframe, figure=figure, muscle_map=muscle_map) for keyframe in keyframes]
    frames = timeline(poses, hold_s)
    different = {id(frame.pose): frame for frame in frames}
    places = {key: place for place, key in enumerate(different)}
    told = is_slight(poses)
    scenes = [scene_of(frame.pose) for frame in different.values()]
    return Film(
        _holding(viewport_of(poses), scenes),
        poses[0],
        scenes,
        [
            movement(None, frame.pose) if told and frame.milliseconds > FRAME else ()
            for frame in different.values()
        ],
        [(places[id(frame.pose)], frame.milliseconds) for frame in frames],
    )


def _holding(view: Viewport, scenes: Sequence[Scene]) -> Viewport:
    """The viewport, enlarged in proportion until it holds the body on all its way."""
    places = [
        place
        for scene in scenes
        for part in (*scene.under, *scene.over)
        for outline in part.outlines
        for place in outline.points
    ]
    left = min(view.x, min(place.real for place in places) - MARGIN)
    bottom = min(view.y, min(place.imag for place in places) - MARGIN)
    right = max(view.x + view.width, max(place.real for place in places) + MARGIN)
    top = max(view.y + view.height, max(place.imag for place in places) + MARGIN)
    scale = max((right - left) / view.width, (top - bottom) / view.height)
    width, height = view.width * scale, view.height * scale
    return Viewport((left + right - width) / 2, bottom, width, height)


def webp(film: Film, look: Look, *, width: int, mirrored: bool = False) -> bytes:
    """An endless WebP, in the best quality that is small enough; the same film gives the same bytes."""
    pictures = _painted(film, look, width=width, mirrored=mirrored)
    content = b""
    for quality in QUALITIES:
        # No picture in the middle stands for itself: nobody jumps into a loop, and it halves the time.
        content = _saved(film, pictures, "WEBP", quality=quality, method=2, kmin=0, kmax=0)
        if len(content) <= MOST_BYTES:
            break
    return content


def gif(film: Film, look: Look, *, width: int = TEXTED_WIDTH, mirrored: bool = False) -> bytes:
    """An endless GIF, which any phone shows that shows a picture in a text. Not dithered: plain areas stay plain, and
    small."""
    pictures = _painted(film, look, width=width, mirrored=mirrored)
    probes = pictures[:: max(1, len(pictures) // PROBES)]
    strip = Image.new("RGB", (probes[0].width, probes[0].height * len(probes)))
    for place, probe in enumerate(probes):
        strip.paste(probe, (0, place * probe.height))
    colours = strip.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    plain = [picture.quantize(palette=colours, dither=Image.Dither.NONE) for picture in pictures]
    return _saved(film, plain, "GIF")


def _saved(film: Film, pictures: Sequence[Image.Image], kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    first, *others = [pictures[place] for place, _ in film.shown]
    durations = [milliseconds for _, milliseconds in film.shown]
    first.save(out, kind, save_all=True, append_images=others, duration=durations, loop=0, **options)
    return out.getvalue()


def _painted(film: Film, look: Look, *, width: int, mirrored: bool) -> list[Image.Image]:
    """Every picture of it once. What stands still behind the body is painted only once."""
    stage = Canvas(width, film.view, look)
    paint_ground(stage, film.ground)
    first = film.scenes[0]
    stands = all(scene.behind == first.behind for scene in film.scenes)
    if stands:
        paint_parts(stage, first.behind, first)
    pictures = []
    for scene, arrows in zip(film.scenes, film.arrows, strict=True):
        canvas = stage.copy()
        if not stands:
            paint_parts(canvas, scene.behind, scene)
        paint_shadows(canvas, scene)
        paint_body(canvas, scene)
        for arrow in arrows:
            paint_arrow(canvas, arrow)
        picture = canvas.finished()
        pictures.append(ImageOps.mirror(picture) if mirrored else picture)
    return pictures
