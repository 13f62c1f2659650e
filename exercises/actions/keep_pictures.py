"""Keeps the rows of an exercise's drawn pictures. The files are the drawer's business."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from exercises.actions.load_library import raise_plan_versions
from exercises.models import Picture
from exercises.models.library import DRAWN, UPLOADED
from exercises.rules.pictures import ExercisePicture


@transaction.atomic
def keep_pictures(exercise_id: UUID, pictures: Sequence[ExercisePicture]) -> None:
    """Makes these the exercise's drawn pictures, in place of any before. Where a clinic has its own there, none."""
    if Picture.objects.shown().filter(exercise=exercise_id, kind__in=UPLOADED).exists():
        return
    Picture.objects.filter(exercise=exercise_id, kind__in=DRAWN).delete()
    Picture.objects.bulk_create(
        Picture(
            exercise_id=exercise_id,
            kind=picture.kind,
            order=picture.order,
            width=picture.width,
            height=picture.height,
            alt=picture.alt,
            side=picture.side,
            drawn_from=picture.key,
        )
        for picture in pictures
    )
    raise_plan_versions(exercises=[exercise_id])
