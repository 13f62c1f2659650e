"""Photographs and clips that a clinic sends in: clean files in the store, and a row that names them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from backend.pictures.addresses import OWN
from backend.pictures.intake.isolated import take_in
from backend.pictures.store import folders, keep, names, remove, written_at
from exercises.actions.own_pictures import add_picture, check_room, forget_files, remove_picture
from exercises.models import Clinic, Picture, User
from exercises.terms import PictureKind

LEFT_AFTER = timedelta(days=1)
"""No file is on its way into the store for so long."""


def add_upload(
    staff_user: User,
    clinic: Clinic,
    exercise_id: UUID,
    content: bytes,
    *,
    alt: str,
    order: int | None,
    now: datetime,
) -> Picture:
    """Takes the file in and adds it to the exercise. Nothing of one that is refused stays in the store.

    Raises a FileRefused, and as exercises.actions.own_pictures does.
    """
    check_room(clinic, exercise_id)  # before the work, and again with it
    clean = take_in(content)
    picture_id = uuid4()
    files: list[dict[str, Any]] = [
        {
            "path": f"{OWN}{picture_id}/{file.name}",
            "width": file.width,
            "height": file.height,
            "type": file.type,
            "bytes": len(file.content),
        }
        for file in clean
    ]
    kind = PictureKind.CLIP if clean[0].type == "video/mp4" else PictureKind.PHOTO
    try:
        for row, file in zip(files, clean, strict=True):
            keep(row["path"], file.content)
        return add_picture(
            staff_user,
            clinic,
            exercise_id,
            picture_id=picture_id,
            kind=kind,
            files=files,
            alt=alt,
            order=order,
            now=now,
        )
    except BaseException:
        for row in files:
            remove(row["path"])
        raise


def remove_upload(
    staff_user: User, clinic: Clinic, exercise_id: UUID, picture_id: UUID, *, erase: bool, now: datetime
) -> None:
    """Takes the picture away, and with `erase` its files too. Raises NotFound and ExerciseIsShared.

    Where the store fails the picture is away all the same, and the same call erases what is left.
    """
    paths = remove_picture(staff_user, clinic, exercise_id, picture_id, erase=erase, now=now)
    for path in paths:
        remove(path)
    if paths:
        forget_files(staff_user, clinic, picture_id, now=now)


def leftovers(*, now: datetime) -> Iterator[str]:
    """The files of uploads that no picture names, and that have lain there for a day: left by a crash between the
    store and the database."""
    for folder in folders(OWN.rstrip("/")):
        unnamed = names(folder) - _named(folder)
        yield from (path for path in sorted(unnamed) if now - written_at(path) > LEFT_AFTER)


def _named(folder: str) -> frozenset[str]:
    try:
        picture = UUID(PurePosixPath(folder).name)
    except ValueError:
        return frozenset()
    rows = Picture.objects.filter(pk=picture).values_list("files", flat=True)
    return frozenset(file["path"] for files in rows for file in files)
