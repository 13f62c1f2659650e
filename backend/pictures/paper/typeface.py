"""The typeface of what is printed: Source Sans Pro, with Latin, Greek and Cyrillic letters. It goes into the file.

Sizes and widths are in points.
"""

from dataclasses import dataclass
from functools import cache

from font_source_sans_pro import font_files_ttf
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from exercises.rules.paper import shown_in

PLAIN, STRONG = "SourceSansPro", "SourceSansProSemibold"
LEADING = 1.24


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it is set. `indent` is its distance from the left edge of its column; `mark` stands at the
    edge before it, `before` is the room above it."""

    text: str
    size: float
    strong: bool = False
    indent: float = 0
    mark: str = ""
    before: float = 0

    @property
    def font(self) -> str:
        return STRONG if self.strong else PLAIN

    @property
    def height(self) -> float:
        return self.before + self.size * LEADING


@cache
def letters() -> frozenset[int]:
    """The code points of the typeface; from now on its fonts are known by name."""
    fonts = [TTFont(name, font_files_ttf[name]) for name in (PLAIN, STRONG)]
    for font in fonts:
        registerFont(font)
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


def printable(text: str) -> str | None:
    """The text as it can be printed, None when it is in another script."""
    return shown_in(text, letters())


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    return float(stringWidth(text, STRONG if strong else PLAIN, size))


def set_in(
    text: str,
    width: float,
    size: float,
    *,
    strong: bool = False,
    mark: str = "",
    indent: float = 0,
    before: float = 0,
) -> list[Line]:
    """The text in lines of at most `width`, the indent included; a word that is too long is broken."""
    room = width - indent
    rows: list[str] = []
    for word in text.split():
        if rows and width_of(f"{rows[-1]} {word}", size, strong=strong) <= room:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows += _pieces(word, room, size, strong=strong)
    return [
        Line(row, size, strong, indent, mark if place == 0 else "", before if place == 0 else 0)
        for place, row in enumerate(rows)
    ]


def _pieces(word: str, room: float, size: float, *, strong: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width_of(pieces[-1] + char, size, strong=strong) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


def height_of(lines: list[Line]) -> float:
    return sum(line.height for line in lines)
