"""Paints the keyframes of an exercise with Pillow: supersampled, so that every edge is smooth."""

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from backend.pictures.palette import Colour, mixed, palette
from exercises.rules.figure import Outline, Part, Pose, pose
from exercises.rules.figure_body import body, muscle_areas
from exercises.rules.figure_scene import Arrow, Viewport, before, behind, movement, viewport_of
from exercises.rules.pictures import Look

SUPERSAMPLING = 2
FINE = frozenset({"eye", "brow", "mouth", "crease", "brick", "ear", "mat_edge"})
CONTOUR = 0.34
SHINING_THROUGH = 0.5  # of a muscle that an arm covers


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

    def at(self, place: complex) -> tuple[float, float]:
        return (
            (place.real - self.view.x) * self.scale,
            self.image.height - (place.imag - self.view.y) * self.scale,
        )

    def path(self, points: Sequence[complex]) -> list[tuple[float, float]]:
        return [self.at(place) for place in points]

    def line(
        self, draw: ImageDraw.ImageDraw, points: Sequence[complex], width: float, fill: Colour | int
    ) -> None:
        """An open line with round ends, `width` in figure units."""
        path = self.path(points)
        pixels = max(1, round(width * self.scale))
        draw.line(path, fill=fill, width=pixels, joint="curve")
        for x, y in (path[0], path[-1]):
            radius = pixels / 2
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def part(self, part: Part, *, pale: float) -> None:
        """All contours of a part first, then its fills, so that it reads as one piece."""
        roles, room = self.palette.roles, self.palette.room
        for outline in part.outlines:
            if outline.width is None and outline.role not in FINE:
                colour = mixed(self.palette.contour(outline.role), room, pale)
                closed = (*outline.points, *outline.points[:2])
                self.line(self.draw, closed, 2 * CONTOUR, colour)
        for outline in part.outlines:
            self.fill(outline, mixed(roles[outline.role], room, pale))

    def fill(self, outline: Outline, colour: Colour) -> None:
        if outline.width is None:
            self.draw.polygon(self.path(outline.points), fill=colour)
        else:
            self.line(self.draw, outline.points, outline.width, colour)

    def overlay(self, mask: Image.Image, colour: Colour, corner: tuple[int, int] = (0, 0)) -> None:
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        image = Image.new("L", self.image.size, 0)
        return image, ImageDraw.Draw(image)

    def finished(self) -> Image.Image:
        return self.image.reduce(SUPERSAMPLING)


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
    _ground(canvas, now)
    for part in behind(now):
        canvas.part(part, pale=0)
    _shadow(canvas, now)
    if past is not None and past.view == now.view:
        _ghost(canvas, past)
    under, over = body(now)
    for part in under:
        canvas.part(part, pale=_paleness(canvas, now, part))
    areas = muscle_areas(now)
    _muscles(canvas, areas, strength=0.94)
    for part in (*before(now), *over):
        canvas.part(part, pale=_paleness(canvas, now, part))
    _muscles(canvas, areas, strength=SHINING_THROUGH)
    for arrow in movement(past, now):
        _arrow(canvas, arrow)
    image = canvas.finished()
    return ImageOps.mirror(image) if mirrored else image


def _paleness(canvas: Canvas, now: Pose, part: Part) -> float:
    """The far side is pale in profile; from the front, where far only means the resting side, a little."""
    if not part.far:
        return 0.0
    return canvas.palette.far if now.profile else canvas.palette.far / 2.5


def _ground(canvas: Canvas, now: Pose) -> None:
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


def _shadow(canvas: Canvas, now: Pose) -> None:
    """Soft dark patches where the body comes close to the floor."""
    if now.floor is None or (now.view == "front" and now.lying):
        return
    mask, draw = canvas.mask()
    for part in (*body(now)[0], *body(now)[1]):
        low = [
            place.real for outline in part.outlines for place in outline.points if place.imag < now.floor + 5
        ]
        if low:
            ends = complex(min(low) - 1, now.floor + 0.9), complex(max(low) + 1, now.floor - 1.3)
            draw.ellipse((*canvas.at(ends[0]), *canvas.at(ends[1])), fill=90)
    canvas.overlay(mask.filter(ImageFilter.BoxBlur(0.5 * canvas.scale)), canvas.palette.shadow)


def _ghost(canvas: Canvas, past: Pose) -> None:
    mask, draw = canvas.mask()
    parts = [*body(past)[0], *body(past)[1]]
    outlines = [outline for part in parts for outline in part.outlines if outline.width is None]
    for outline in outlines:
        canvas.line(draw, (*outline.points, *outline.points[:2]), 0.9, 130)
    for outline in outlines:
        draw.polygon(canvas.path(outline.points), fill=34)
    canvas.overlay(mask, canvas.palette.ghost)


def _muscles(canvas: Canvas, areas: Sequence[Outline], *, strength: float) -> None:
    mask, draw = canvas.mask()
    for area in areas:
        draw.polygon(canvas.path(area.points), fill=round(255 * strength))
    box = mask.getbbox()
    if box is None:
        return
    reach = round(2 * canvas.scale)
    left, top = max(0, box[0] - reach), max(0, box[1] - reach)
    soft = mask.crop((left, top, min(mask.width, box[2] + reach), min(mask.height, box[3] + reach)))
    canvas.overlay(
        soft.filter(ImageFilter.GaussianBlur(0.45 * canvas.scale)), canvas.palette.muscle, (left, top)
    )


def _arrow(canvas: Canvas, arrow: Arrow) -> None:
    """First a light rim, so that the arrow stands out from the body, then the arrow."""
    for rim, colour in ((1.1, canvas.palette.rim), (0.0, canvas.palette.arrow)):
        canvas.line(canvas.draw, arrow.shaft, 1.3 + rim, colour)
        canvas.line(canvas.draw, (*arrow.head, *arrow.head[:2]), 0.4 + rim, colour)
        canvas.draw.polygon(canvas.path(arrow.head), fill=colour)


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """The picture scaled down to `width` pixels, in proportion."""
    height = math.ceil(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def webp_bytes(image: Image.Image, quality: int = 82) -> bytes:
    """The picture as WebP; the same picture gives the same bytes."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
