"""Contact sheets: many pictures on one page, for whoever wants to look at all of them."""

from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

Row = tuple[str, Sequence[Image.Image]]
"""What is shown, and its pictures in order."""

PAPER, INK = (255, 255, 255), (30, 30, 30)
GAP = 8
LABEL = 18


def pages(rows: Sequence[Row], *, across: int = 8, lines: int = 7) -> list[Image.Image]:
    """Pages at most `across` pictures wide and `lines` high; the pictures of a row stand together below its label."""
    width, height = (
        max(size) for size in zip(*(one.size for _, found in rows for one in found), strict=True)
    )
    step = (width + GAP, height + LABEL + GAP)
    places, filled = [], 0
    for _, pictures in rows:
        free = across - filled % across
        if len(pictures) > free and free < across:
            filled += free
        places.append(filled)
        filled += len(pictures)
    a_page = across * lines
    made = [
        Image.new(
            "RGB", (across * step[0] + GAP, min(lines, -(-(filled - first) // across)) * step[1]), PAPER
        )
        for first in range(0, filled, a_page)
    ]
    for (label, pictures), place in zip(rows, places, strict=True):
        for number, picture in enumerate(pictures, start=place):
            page, (line, column) = made[number // a_page], divmod(number % a_page, across)
            left, top = column * step[0] + GAP, line * step[1]
            if number == place:
                ImageDraw.Draw(page).text((left, top + 2), label, fill=INK, font=_font())
            page.paste(picture, (left, top + LABEL))
    return made


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(13)
