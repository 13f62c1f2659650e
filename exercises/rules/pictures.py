"""Which pictures an exercise has, and the names of the drawn ones.

A drawn picture is named after its recipe: what it is drawn from, which pose, in which look, showing which side, how
wide. So it can be named before it is drawn, and drawn when somebody first asks for it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from exercises.terms import PictureKind, SkinTone, TextedKind, Theme

POSE_WIDTHS = (320, 640, 960)
MOTION_WIDTHS = (480,)
STILL_WIDTH = 640
WEBP = "image/webp"
KEY_LENGTH = 32
OTHER_SIDE = {"left": "right", "right": "left"}

_RECIPE = re.compile(
    r"drawn/(?P<key>[0-9a-f]{32})/(?P<which>[1-9][0-9]?|motion)-(?P<theme>[a-z]+)-(?P<tone>[a-z-]+)"
    r"-(?P<side>left|right|both)-(?P<width>[1-9][0-9]{2,3})\.webp"
)


def widths_of(order: int) -> tuple[int, ...]:
    """Of the drawn pose at that place, or of the moving picture (0), in px, from small to large."""
    return POSE_WIDTHS if order else MOTION_WIDTHS


@dataclass(frozen=True, slots=True)
class Look:
    """The colours a picture is drawn in."""

    theme: Theme = Theme.LIGHT
    tone: SkinTone = SkinTone.MEDIUM


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which drawn picture: `key` says what it is drawn from, `order` which pose from 1 (0: the moving picture),
    `side` the side that works ("" where the exercise has none), `width` is in px."""

    key: str
    order: int
    look: Look
    side: str
    width: int

    @property
    def kind(self) -> PictureKind:
        return PictureKind.POSE if self.order else PictureKind.MOTION

    @property
    def path(self) -> str:
        """Relative, such as `drawn/ab…/1-light-medium-right-640.webp`."""
        which, look = self.order or "motion", self.look
        return f"{self.folder}/{which}-{look.theme}-{look.tone}-{self.side or 'both'}-{self.width}.webp"

    @property
    def paths(self) -> tuple[str, ...]:
        """Of this drawing in every width."""
        return tuple(replace(self, width=width).path for width in widths_of(self.order))

    @property
    def folder(self) -> str:
        return f"drawn/{self.key}"

    @classmethod
    def read(cls, path: str) -> Self | None:
        """The recipe that has this path; None where none has."""
        found = _RECIPE.fullmatch(path)
        if found is None:
            return None
        order = 0 if found["which"] == "motion" else int(found["which"])
        width = int(found["width"])
        if width not in widths_of(order):
            return None
        try:
            look = Look(Theme(found["theme"]), SkinTone(found["tone"]))
        except ValueError:
            return None
        side = "" if found["side"] == "both" else found["side"]
        return cls(found["key"], order, look, side, width)


@dataclass(frozen=True, slots=True)
class ExercisePicture:
    """One picture of an exercise in all its sizes.

    `width` and `height` are those of the largest, in px. A drawn one has the `key` of what it is drawn from, and
    shows `side` working unless it is mirrored; one that staff uploaded has `files`: path, width, height, type.
    `order` counts from 1; the moving picture of drawn poses has 0. `id` is None for one that is not kept yet.
    """

    kind: PictureKind
    order: int
    width: int
    height: int
    alt: str
    key: str = ""
    side: str = ""
    files: Sequence[Mapping[str, Any]] = field(default=())
    id: UUID | None = None

    def recipe(self, look: Look, side: str | None, width: int) -> Recipe:
        """How it is drawn for an exercise done on `side`; None or "each" leaves it as it is."""
        shown = side if self.side and side in OTHER_SIDE else self.side
        return Recipe(self.key, self.order, look, shown, width)

    def sources(
        self, *, tone: SkinTone, side: str | None = None, themes: Sequence[Theme] = tuple(Theme)
    ) -> Iterator[dict[str, Any]]:
        """Each file of it, small to large: theme (None: there is but one), side, path, width, height, type."""
        if not self.key:
            for file in self.files:
                yield {"theme": None, "side": None, **{name: file[name] for name in _FILE}}
            return
        for theme in themes:
            for width in widths_of(self.order):
                recipe = self.recipe(Look(theme, tone), side, width)
                yield {
                    "theme": theme.value,
                    "side": recipe.side or None,
                    "path": recipe.path,
                    "width": width,
                    "height": round(width * self.height / self.width),
                    "type": WEBP,
                }

    def still_path(self, *, tone: SkinTone, side: str | None = None) -> str:
        """The file of a still for paper and texts: light, and fine enough for print. Raises IndexError
        where there are no files."""
        if self.key:
            return self.recipe(Look(Theme.LIGHT, tone), side, STILL_WIDTH).path
        return str(self.files[-1]["path"])


_FILE = ("path", "width", "height", "type")


@dataclass(frozen=True, slots=True)
class TextedPicture:
    """The picture of an exercise that goes with a text, for whom it goes to: `side` is the one prescribed, "" where
    both are or the exercise has none. As words it stands with the text: `<exercise>/poses/left/medium`."""

    exercise: UUID
    kind: TextedKind = TextedKind.POSES
    side: str = ""
    tone: SkinTone = SkinTone.MEDIUM

    def __str__(self) -> str:
        return f"{self.exercise}/{self.kind}/{self.side or 'both'}/{self.tone}"

    @classmethod
    def read(cls, words: str) -> Self:
        """Raises ValueError for other words. The exercise alone is enough."""
        exercise, *how = words.split("/")
        if not how:
            return cls(UUID(exercise))
        kind, side, tone = how
        return cls(UUID(exercise), TextedKind(kind), "" if side == "both" else side, SkinTone(tone))


LinkOf = Callable[[TextedPicture], str]
"""Makes the address of a picture for where it cannot go along with a text."""
