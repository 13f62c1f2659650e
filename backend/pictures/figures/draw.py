"""Paints the keyframes of an exercise with Pillow: supersampled, so that every edge is smooth."""

import copy
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from backend.pictures.figures.palette import Colour, mixed, palette
from exercises.rules.figure import Outline, Part, Pose, ellipse, pose
from exercises.rules.figure_body import body, muscle_areas
from exercises.rules.figure_scene import Arrow, Viewport, before, behind, movement, viewport_of
from exercises.rules.pictures import Look

SUPERSAMPLING = 2
FINE = frozenset({"eye", "brow", "mouth", "crease", "brick", "ear", "mat_edge"})
CONTOUR = 0.34
SHINING_THROUGH = 0.5  # of a muscle that an arm covers
SHARP = math.cos(math.radians(25))  # a line that turns more than this shows a notch


@dataclass(frozen=True, slots=True)
class Scene:
    """A pose as it is painted, in whatever colours: its parts from back to front, the areas of its muscles, and the
    patches in which it darkens the floor, each as its left top and right bottom corner."""

    behind: list[Part]
    under: list[Part]
    over: list[Part]
    areas: list[Outline]
    shadows: list[tuple[complex, complex]]
    in_profile: bool


def scene_of(now: Pose) -> Scene:
    under, over = body(now)
    shadows = list(_shadows(now, (*under, *over)))
    return Scene(behind(now), under, [*before(now), *over], muscle_areas(now), shadows, now.profile)


class Canvas:
    """A picture under way: shapes in figure units go on at several times its final size."""

    def __init__(self, width: int, view: Viewport, look: Look) -> None:
        self.view = view
        self.palette = palette(look)
        self.size = (width, round(width * view.height / view.width))
        self.scale = width * SUPERSAMPLING / view.width
        large = (self.size[0] * SUPERSAMPLING, self.size[1] * SUPERSAMPLING)
        self.image = Image.new("RGB", large, self.palette.room)
        self.draw = ImageDraw.Draw(self.image)

    def copy(self) -> Self:
        """Another one that begins with what is painted on this one."""
        other = copy.copy(self)
        other.image = self.image.copy()
        other.draw = ImageDraw.Draw(other.image)
        return other

    def path(self, points: Sequence[complex]) -> list[tuple[float, float]]:
        scale, left, bottom = self.scale, self.view.x, self.image.height + self.view.y * self.scale
        return [((place.real - left) * scale, bottom - place.imag * scale) for place in points]

    def line(
        self, draw: ImageDraw.ImageDraw, points: Sequence[complex], width: float, fill: Colour | int
    ) -> None:
        """An open line with round ends, `width` in figure units."""
        path = self.path(points)
        pixels = max(1, round(width * self.scale))
        draw.line(path, fill=fill, width=pixels, joint="curve")
        _dots(draw, (path[0], path[-1]), pixels / 2, fill)

    def contour(
        self, draw: ImageDraw.ImageDraw, points: Sequence[complex], width: float, fill: Colour | int
    ) -> None:
        """Round an area, which goes on over it: so only the corners need to be rounded, and that is much faster."""
        path = self.path((*points, *points[:2]))
        pixels = max(1, round(width * self.scale))
        draw.line(path, fill=fill, width=pixels)
        _dots(draw, _corners(path), pixels / 2, fill)

    def part(self, part: Part, *, pale: float) -> None:
        """All contours of a part first, then its fills, so that it reads as one piece."""
        roles, room = self.palette.roles, self.palette.room
        for outline in part.outlines:
            if outline.width is None and outline.role not in FINE:
                colour = mixed(self.palette.contour(outline.role), room, pale)
                self.contour(self.draw, outline.points, 2 * CONTOUR, colour)
        for outline in part.outlines:
            self.fill(outline, mixed(roles[outline.role], room, pale))

    def fill(self, outline: Outline, colour: Colour) -> None:
        if outline.width is None:
            self.draw.polygon(self.path(outline.points), fill=colour)
        else:
            self.line(self.draw, outline.points, outline.width, colour)

    def overlay(self, mask: Image.Image, colour: Colour, corner: tuple[int, int] = (0, 0)) -> None:
        self.image.paste(colour, (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)

    def mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        image = Image.new("L", self.image.size, 0)
        return image, ImageDraw.Draw(image)

    def soft(
        self,
        paths: Sequence[Sequence[tuple[float, float]]],
        fill: int,
        blur: ImageFilter.Filter,
        colour: Colour,
    ) -> None:
        """Areas with soft edges; only the part of the picture that they lie in is touched."""
        places = [place for path in paths for place in path]
        if not places:
            return
        reach = 2 * self.scale
        left, top = (max(0, math.floor(min(axis) - reach)) for axis in zip(*places, strict=True))
        right, bottom = (math.ceil(max(axis) + reach) for axis in zip(*places, strict=True))
        size = (min(right, self.image.width) - left, min(bottom, self.image.height) - top)
        if min(size) <= 0:
            return
        mask = Image.new("L", size, 0)
        draw = ImageDraw.Draw(mask)
        for path in paths:
            draw.polygon([(x - left, y - top) for x, y in path], fill=fill)
        self.overlay(mask.filter(blur), colour, (left, top))

    def finished(self) -> Image.Image:
        return self.image.reduce(SUPERSAMPLING)


def _dots(
    draw: ImageDraw.ImageDraw, places: Iterable[tuple[float, float]], radius: float, fill: Colour | int
) -> None:
    for x, y in places:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _corners(path: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Where the line turns sharply."""
    ways = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(path)]
    for place, (ax, ay), (bx, by) in zip(path[1:], ways, ways[1:], strict=False):
        if ax * bx + ay * by < SHARP * math.hypot(ax, ay) * math.hypot(bx, by):
            yield place


def exercise_viewport(
    keyframes: Sequence[Mapping[str, Any]], *, figure: Mapping[str, Any], muscle_map: Mapping[str, Any]
) -> Viewport:
    """The one viewport of all keyframes of an exercise, so that they share a scale."""
    return viewport_of([pose(keyframe, figure=figure, muscle_map=muscle_map) for keyframe in keyframes])


def draw_keyframe(
    keyframe: Mapping[str, Any],
    *,
    figure: Mapping[str, Any],
    muscle_map: Mapping[str, Any],
    size: int,
    previous: Mapping[str, Any] | None = None,
    view: Viewport | None = None,
    look: Look = Look(),  # noqa: B008 (it cannot be changed)
    mirrored: bool = False,
) -> Image.Image:
    """An RGB picture `size` pixels wide; its height follows from the viewport.

    With `previous` (the keyframe before) a ghost of it and arrows show the movement. Without `view` the
    picture is framed on this keyframe alone. `mirrored` shows the other side working. Raises ValueError for a
    malformed keyframe.
    """
    now = pose(keyframe, figure=figure, muscle_map=muscle_map)
    past = None if previous is None else pose(previous, figure=figure, muscle_map=muscle_map)
    canvas = Canvas(size, view or viewport_of([now]), look)
    scene = scene_of(now)
    paint_ground(canvas, now)
    paint_parts(canvas, scene.behind, scene)
    paint_shadows(canvas, scene)
    if past is not None and past.view == now.view:
        _ghost(canvas, past)
    paint_body(canvas, scene)
    for arrow in movement(past, now):
        paint_arrow(canvas, arrow)
    image = canvas.finished()
    return ImageOps.mirror(image) if mirrored else image


def paint_body(canvas: Canvas, scene: Scene) -> None:
    """The body and what it holds, with its working muscles."""
    paint_parts(canvas, scene.under, scene)
    _muscles(canvas, scene.areas, strength=0.94)
    paint_parts(canvas, scene.over, scene)
    _muscles(canvas, scene.areas, strength=SHINING_THROUGH)


def paint_parts(canvas: Canvas, parts: Sequence[Part], scene: Scene) -> None:
    """The far side is pale in profile; from the front, where far only means the resting side, a little."""
    far = canvas.palette.far if scene.in_profile else canvas.palette.far / 2.5
    for part in parts:
        canvas.part(part, pale=far if part.far else 0.0)


def paint_ground(canvas: Canvas, now: Pose) -> None:
    if now.floor is None:
        canvas.image.paste(canvas.palette.floor_far, (0, 0, *canvas.image.size))
        return
    paints = canvas.palette
    left, right = canvas.view.x - 1, canvas.view.x + canvas.view.width + 1
    for top, colour in ((now.floor + 5.5, paints.floor_far), (now.floor - 0.6, paints.floor)):
        low = canvas.view.y - 1
        corners = (complex(left, low), complex(right, low), complex(right, top), complex(left, top))
        canvas.draw.polygon(canvas.path(corners), fill=colour)
    skirting = (complex(left, now.floor + 5.5), complex(right, now.floor + 5.5))
    canvas.line(canvas.draw, skirting, 0.5, mixed(paints.floor, paints.shadow, 0.35))


def _shadows(now: Pose, parts: Sequence[Part]) -> Iterator[tuple[complex, complex]]:
    """Where the body comes close to the floor."""
    if now.floor is None or (now.view == "front" and now.lying):
        return
    for part in parts:
        low = [
            place.real for outline in part.outlines for place in outline.points if place.imag < now.floor + 5
        ]
        if low:
            yield complex(min(low) - 1, now.floor + 0.9), complex(max(low) + 1, now.floor - 1.3)


def paint_shadows(canvas: Canvas, scene: Scene) -> None:
    """Soft dark patches on the floor."""
    patches = [
        canvas.path(ellipse((a + b) / 2, (b - a).real / 2, 1j * (a - b).imag / 2)) for a, b in scene.shadows
    ]
    canvas.soft(patches, 90, ImageFilter.BoxBlur(0.5 * canvas.scale), canvas.palette.shadow)


def _ghost(canvas: Canvas, past: Pose) -> None:
    mask, draw = canvas.mask()
    parts = [*body(past)[0], *body(past)[1]]
    outlines = [outline for part in parts for outline in part.outlines if outline.width is None]
    for outline in outlines:
        canvas.contour(draw, outline.points, 0.9, 165)
    for outline in outlines:
        draw.polygon(canvas.path(outline.points), fill=44)
    canvas.overlay(mask, canvas.palette.ghost)


def _muscles(canvas: Canvas, areas: Sequence[Outline], *, strength: float) -> None:
    paths = [canvas.path(area.points) for area in areas]
    blur = ImageFilter.GaussianBlur(0.45 * canvas.scale)
    canvas.soft(paths, round(255 * strength), blur, canvas.palette.muscle)


def paint_arrow(canvas: Canvas, arrow: Arrow) -> None:
    """First a light rim, so that the arrow stands out from the body, then the arrow."""
    for rim, colour in ((1.1, canvas.palette.rim), (0.0, canvas.palette.arrow)):
        canvas.line(canvas.draw, arrow.shaft, 1.3 + rim, colour)
        canvas.line(canvas.draw, (*arrow.head, *arrow.head[:2]), 0.4 + rim, colour)
        canvas.draw.polygon(canvas.path(arrow.head), fill=colour)


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """The picture scaled down to `width` pixels, in proportion."""
    height = math.ceil(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.HAMMING)


def webp_bytes(image: Image.Image, quality: int = 82) -> bytes:
    """The picture as WebP; the same picture gives the same bytes."""
    out = io.BytesIO()
    # Method 4, the usual one, takes half as long again for a twentieth less.
    image.save(out, "WEBP", quality=quality, method=2)
    return out.getvalue()
