"""Keeps the rows of an exercise's drawn pictures. The files are the drawer's business."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from exercises.actions.load_library import raise_plan_versions
from exercises.models import Picture
from exercises.models.library import DRAWN, UPLOADED
from exercises.rules.pictures import ExercisePicture

_FIELDS = ("kind", "order", "width", "height", "alt", "side", "drawn_from")


@transaction.atomic
def keep_pictures(exercise_id: UUID, pictures: Sequence[ExercisePicture]) -> None:
    """Makes these the exercise's drawn pictures, in place of any before. Where a clinic has its own there, none.

    When they are those of before nothing changes, and no phone fetches its day again.
    """
    if Picture.objects.shown().filter(exercise=exercise_id, kind__in=UPLOADED).exists():
        return
    before = Picture.objects.filter(exercise=exercise_id, kind__in=DRAWN)
    now = [(one.kind, one.order, one.width, one.height, one.alt, one.side, one.key) for one in pictures]
    if sorted(before.values_list(*_FIELDS)) == sorted(now):
        return
    before.delete()
    Picture.objects.bulk_create(
        Picture(exercise_id=exercise_id, **dict(zip(_FIELDS, values, strict=True))) for values in now
    )
    raise_plan_versions(exercises=[exercise_id])
