"""A clinic's own photographs and clips of its own exercises. The files are the store's business; here are the rows.

Pictures of an exercise stand at the places 1, 2, 3, … without gaps. One that is taken away is shown to nobody at the
next request, and its row stays.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from exercises.actions.keeping import keep_change
from exercises.actions.load_library import raise_plan_versions
from exercises.errors import ExerciseIsShared, NotFound, TooManyPictures
from exercises.models import Clinic, Exercise, Picture, User
from exercises.models.library import DRAWN, UPLOADED
from exercises.terms import PictureKind

MOST_PICTURES = 12
"""Of one exercise: a patient follows two or three."""
_ASIDE = 1000
"""Added to places while they are dealt anew: two pictures never stand at one."""


def check_room(clinic: Clinic, exercise_id: UUID) -> None:
    """Whether this clinic may add a picture there. Raises NotFound, ExerciseIsShared and TooManyPictures."""
    _own_exercise(clinic, exercise_id)
    if Picture.objects.shown().filter(exercise=exercise_id, kind__in=UPLOADED).count() >= MOST_PICTURES:
        raise TooManyPictures


@transaction.atomic
def add_picture(
    staff_user: User,
    clinic: Clinic,
    exercise_id: UUID,
    *,
    picture_id: UUID,
    kind: PictureKind,
    files: Sequence[Mapping[str, Any]],
    alt: str,
    order: int | None = None,
    now: datetime,
) -> Picture:
    """Adds a photograph or clip to an exercise of the clinic's own, in place of drawn poses.

    `files` are kept already, the smallest first: path, width, height, type, bytes. `order` is its place from 1;
    None or beyond the last is the last. Raises as check_room does.
    """
    _lock(clinic, exercise_id)
    check_room(clinic, exercise_id)
    Picture.objects.filter(exercise=exercise_id, kind__in=DRAWN).delete()
    picture = Picture(
        id=picture_id,
        exercise_id=exercise_id,
        kind=kind,
        order=2 * _ASIDE,
        width=files[-1]["width"],
        height=files[-1]["height"],
        alt=alt,
        files=[dict(file) for file in files],
        uploaded_by=staff_user,
    )
    picture.save(force_insert=True)
    _put(picture, order)
    after = {"exercise": exercise_id, "kind": str(kind), "order": picture.order, "alt": alt}
    keep_change("picture.added", clinic=clinic, who=staff_user, now=now, subject=picture.pk, after=after)
    raise_plan_versions(exercises=[exercise_id])
    return picture


@transaction.atomic
def change_picture(
    staff_user: User,
    clinic: Clinic,
    exercise_id: UUID,
    picture_id: UUID,
    *,
    alt: str | None = None,
    order: int | None = None,
    now: datetime,
) -> Picture:
    """New words for it, or another place; None leaves as it is. Raises NotFound and ExerciseIsShared."""
    _lock(clinic, exercise_id)
    shown = Picture.objects.shown().filter(pk=picture_id, exercise=exercise_id, kind__in=UPLOADED)
    picture: Picture | None = shown.first()
    if picture is None:
        raise NotFound
    before = {"alt": picture.alt, "order": picture.order}
    if alt is not None:
        picture.alt = alt
        picture.save(update_fields=["alt"])
    if order is not None:
        _put(picture, order)
    after = {"alt": picture.alt, "order": picture.order}
    if after != before:
        keep_change(
            "picture.changed",
            clinic=clinic,
            who=staff_user,
            now=now,
            subject=picture.pk,
            before=before,
            after=after,
        )
        raise_plan_versions(exercises=[exercise_id])
    return picture


@transaction.atomic
def remove_picture(
    staff_user: User,
    clinic: Clinic,
    exercise_id: UUID,
    picture_id: UUID,
    *,
    erase: bool = False,
    now: datetime,
) -> list[str]:
    """Takes a picture away; its row stays. Returns the paths of the files that are to be erased, if any.

    The row names them until `forget_files`: erasing that broke off can be done again, also of a picture taken away
    before, or of an exercise that was retired. Raises NotFound and ExerciseIsShared.
    """
    _lock(clinic, exercise_id, retired_too=True)
    found = Picture.objects.filter(pk=picture_id, exercise=exercise_id, kind__in=UPLOADED)
    picture = (found if erase else found.shown()).first()
    if picture is None:
        raise NotFound
    if picture.removed_at is None:
        before = {"alt": picture.alt, "order": picture.order}
        picture.removed_at, picture.removed_by = now, staff_user
        picture.save(update_fields=["removed_at", "removed_by"])
        _deal(exercise_id, _placed(exercise_id))
        keep_change(
            "picture.removed", clinic=clinic, who=staff_user, now=now, subject=picture.pk, before=before
        )
        raise_plan_versions(exercises=[exercise_id])
    return [str(file["path"]) for file in picture.files] if erase else []


@transaction.atomic
def forget_files(staff_user: User, clinic: Clinic, picture_id: UUID, *, now: datetime) -> None:
    """The files of a picture that was taken away are erased: its row names them no more."""
    taken_away = Picture.objects.filter(
        pk=picture_id, exercise__clinic=clinic, removed_at__isnull=False
    ).exclude(files=[])
    if taken_away.update(files=[]):
        keep_change("picture.erased", clinic=clinic, who=staff_user, now=now, subject=picture_id)


def _lock(clinic: Clinic, exercise_id: UUID, *, retired_too: bool = False) -> None:
    """Others' changes of this exercise's pictures wait until the transaction ends."""
    _own_exercise(clinic, exercise_id, retired_too=retired_too)
    Exercise.objects.select_for_update(no_key=True).get(pk=exercise_id)


def _own_exercise(clinic: Clinic, exercise_id: UUID, *, retired_too: bool = False) -> None:
    seen = Exercise.objects.of(clinic.pk) if retired_too else Exercise.objects.seen_by(clinic.pk)
    for owner in seen.filter(pk=exercise_id).values_list("clinic", flat=True):
        if owner is None:
            raise ExerciseIsShared
        return
    raise NotFound


def _placed(exercise_id: UUID) -> list[UUID]:
    shown = Picture.objects.shown().filter(exercise=exercise_id, kind__in=UPLOADED)
    return list(shown.order_by("order").values_list("pk", flat=True))


def _put(picture: Picture, order: int | None) -> None:
    """Puts it at that place; those from there on move up."""
    others = [pk for pk in _placed(picture.exercise_id) if pk != picture.pk]
    place = len(others) if order is None else min(order - 1, len(others))
    _deal(picture.exercise_id, [*others[:place], picture.pk, *others[place:]])
    picture.order = place + 1


def _deal(exercise_id: UUID, placed: Sequence[UUID]) -> None:
    Picture.objects.filter(pk__in=placed).update(order=F("order") + _ASIDE)
    for order, pk in enumerate(placed, start=1):
        Picture.objects.filter(pk=pk).update(order=order)
