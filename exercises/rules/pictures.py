"""Pictures as they are drawn, and how one goes with a text."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """One picture in one width. `order` counts from 1; `path` is below the media root; sizes are in px."""

    order: int
    width: int
    height: int
    path: str
    alt: str


def with_picture(
    words: str, exercise: UUID, *, by_mms: bool, link: Callable[[UUID], str]
) -> tuple[str, list[str]]:
    """The body and the media of a text that shows an exercise.

    The picture goes along as MMS; where it cannot, a link to it stands on a line of its own below the words.
    """
    if by_mms:
        return words, [str(exercise)]
    return f"{words}\n{link(exercise)}", []
