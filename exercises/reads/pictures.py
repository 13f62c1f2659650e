"""The pictures of exercises, as everybody shows them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from exercises.models import Picture
from exercises.rules.pictures import ExercisePicture
from exercises.terms import PictureKind, SkinTone

AddressOf = Callable[[str], str]
"""Where a browser finds the file that has this path below the media root."""

_FIELDS = ("kind", "order", "width", "height", "alt", "drawn_from", "side", "files", "id")
"""In the order in which an ExercisePicture takes them."""


def pictures_of(exercises: Iterable[UUID]) -> dict[UUID, list[ExercisePicture]]:
    """The pictures of each exercise that has any, in order, the moving one last: the first is a still. One query."""
    found: dict[UUID, list[ExercisePicture]] = defaultdict(list)
    rows = Picture.objects.shown().filter(exercise__in=list(exercises)).order_by("order", "id")
    for exercise, *values in rows.values_list("exercise", *_FIELDS):
        found[exercise].append(_picture(*values))
    return {
        exercise: sorted(pictures, key=lambda one: one.order == 0) for exercise, pictures in found.items()
    }


def entries(
    pictures: Iterable[ExercisePicture], *, tone: SkinTone, address_of: AddressOf, side: str | None = None
) -> list[dict[str, Any]]:
    """One entry a file: kind, order, alt, theme, side, path, width, height, type.

    `side` is the one prescribed; drawn pictures are mirrored to show it.
    """
    return [
        {
            "kind": picture.kind.value,
            "order": picture.order,
            "alt": picture.alt,
            **source,
            "path": address_of(source["path"]),
        }
        for picture in pictures
        for source in picture.sources(tone=tone, side=side)
    ]


def picture_of(row: Picture) -> ExercisePicture:
    return _picture(*(getattr(row, name) for name in _FIELDS))


def _picture(kind: str, *others: Any) -> ExercisePicture:
    return ExercisePicture(PictureKind(kind), *others)


def shown_file(picture: object, path: str) -> Mapping[str, Any] | None:
    """The file of an uploaded picture that has this path: path, width, height, type, bytes. None where there is none
    such, or the picture was taken away. An exercise that was retired is still done by those who were given it."""
    for files in Picture.objects.shown().filter(pk=picture).values_list("files", flat=True):
        return next((file for file in files if file["path"] == path), None)
    return None


def still_paths(exercise: UUID, *, tone: SkinTone, side: str | None = None) -> list[str]:
    """The stills of an exercise in order, as paths below the media root. One query."""
    return stills(pictures_of([exercise]).get(exercise, ()), tone=tone, side=side)


def stills(pictures: Iterable[ExercisePicture], *, tone: SkinTone, side: str | None = None) -> list[str]:
    """Of these pictures the stills, as paths below the media root: drawn ones in the light theme and 640 px wide,
    photographs in their largest size. Empty where there is none."""
    return [
        picture.still_path(tone=tone, side=side)
        for picture in pictures
        if picture.kind in (PictureKind.POSE, PictureKind.PHOTO)
    ]
