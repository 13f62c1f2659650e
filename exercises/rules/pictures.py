"""A picture as it was drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """One picture in one width. `order` counts from 1; `path` is below the media root; sizes are in px."""

    order: int
    width: int
    height: int
    path: str
    alt: str
