"""The poses of an exercise on paper: cut to what they show, as large as the room allows, numbered, with an arrow from
each to the next.

Lengths are in points, and y grows downwards.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from backend.pictures.paper.typeface import STRONG
from backend.pictures.sheet import jpeg_bytes, shown

GAP = 15
"""Between two poses, for the arrow."""
DISC = 6.5
DOTS_AN_INCH = 250
LOWEST = 0.34
"""Of a cut pose, its height for its width: paper has no room for air above somebody who lies flat."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pose stands in its room."""

    x: float
    y: float
    width: float
    height: float


def cut(poses: Sequence[Image.Image]) -> list[Image.Image]:
    """Drawn poses, at least one and all of one size, cut alike."""
    box = shown(poses, lowest=LOWEST)
    return [pose.crop(box) for pose in poses]


def places(sizes: Sequence[tuple[int, int]], width: float, height: float) -> list[Place]:
    """Where pictures of these sizes stand in the room: in one row, in one column or in rows of two,
    whichever shows them largest."""
    count = len(sizes)
    columns = {1, min(2, count), count}
    return max((_grid(sizes, width, height, number) for number in sorted(columns)), key=_area)


def _area(found: Sequence[Place]) -> float:
    return sum(place.width * place.height for place in found)


def _grid(sizes: Sequence[tuple[int, int]], width: float, height: float, columns: int) -> list[Place]:
    rows = -(-len(sizes) // columns)
    cell = ((width - GAP * (columns - 1)) / columns, (height - GAP * (rows - 1)) / rows)
    scale = min(min(cell[0] / wide, cell[1] / high) for wide, high in sizes)
    cell = (max(wide for wide, _ in sizes) * scale, max(high for _, high in sizes) * scale)
    used = (columns * (cell[0] + GAP) - GAP, rows * (cell[1] + GAP) - GAP)
    left, top = (width - used[0]) / 2, (height - used[1]) / 2
    found = []
    for place, (wide, high) in enumerate(sizes):
        row, column = divmod(place, columns)
        x = left + column * (cell[0] + GAP) + (cell[0] - wide * scale) / 2
        y = top + row * (cell[1] + GAP) + (cell[1] - high * scale) / 2
        found.append(Place(x, y, wide * scale, high * scale))
    return found


def draw_poses(
    canvas: Canvas, poses: Sequence[Image.Image], x: float, top: float, width: float, height: float
) -> None:
    """Into the room whose upper left corner is (x, top), top counted from the foot of the page."""
    found = places([pose.size for pose in poses], width, height)
    for number, (pose, place) in enumerate(zip(poses, found, strict=True), start=1):
        left, foot = x + place.x, top - place.y - place.height
        canvas.drawImage(_jpeg(pose, place.width), left, foot, place.width, place.height)
        canvas.setLineWidth(0.5)
        canvas.rect(left, foot, place.width, place.height)
        if len(poses) > 1:
            disc(canvas, left + DISC / 2, foot + place.height - DISC / 2, str(number))
    for one, other in pairwise(found):
        _arrow(canvas, x, top, one, other)


def _jpeg(pose: Image.Image, width: float) -> ImageReader:
    """The pose as sharp as paper shows it."""
    pixels = round(width / 72 * DOTS_AN_INCH)
    if pixels < pose.width:
        pose = pose.resize((pixels, round(pose.height * pixels / pose.width)), Image.Resampling.LANCZOS)
    return ImageReader(io.BytesIO(jpeg_bytes(pose)))


def disc(canvas: Canvas, x: float, y: float, number: str, radius: float = DISC) -> None:
    """A white number on a black disc around (x, y)."""
    size = radius * (1.5 if len(number) == 1 else 1.2)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1)
    canvas.circle(x, y, radius, fill=1)
    canvas.setFillGray(1)
    canvas.setFont(STRONG, size)
    canvas.drawCentredString(x, y - size * 0.33, number)
    canvas.restoreState()


def way(one: Place, other: Place) -> tuple[float, float, float]:
    """Where the arrow from one pose to the next stands, and whither it points in degrees, counter-clockwise from the
    right: in the gap between them, to the right, down, or back across to the row below."""
    if other.x >= one.x + one.width:
        return (one.x + one.width + other.x) / 2, one.y + one.height / 2, 0
    y = (one.y + one.height + other.y) / 2
    if other.x + other.width <= one.x:
        return (other.x + other.width + one.x) / 2, y, -135
    return other.x + other.width / 2, y, -90


def _arrow(canvas: Canvas, x: float, top: float, one: Place, other: Place) -> None:
    across, down, turn = way(one, other)
    canvas.saveState()
    canvas.translate(x + across, top - down)
    canvas.rotate(turn)
    canvas.setLineWidth(1.8)
    canvas.line(-5, 0, 1, 0)
    head = canvas.beginPath()
    head.moveTo(6, 0)
    head.lineTo(0.5, 4)
    head.lineTo(0.5, -4)
    head.close()
    canvas.drawPath(head, stroke=0, fill=1)
    canvas.restoreState()
