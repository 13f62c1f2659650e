"""Keeps the rows of an exercise's drawn pictures. The files are the drawer's business."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from exercises.actions.load_library import raise_plan_versions
from exercises.models import Picture
from exercises.rules.pictures import DrawnPicture


@transaction.atomic
def keep_pictures(exercise_id: UUID, pictures: Sequence[DrawnPicture], *, drawn_from: str) -> None:
    """Makes these the exercise's pictures, in place of any before. `drawn_from` is a hash of their origin."""
    Picture.objects.filter(exercise=exercise_id).delete()
    Picture.objects.bulk_create(
        Picture(
            exercise_id=exercise_id,
            order=picture.order,
            width=picture.width,
            height=picture.height,
            path=picture.path,
            alt=picture.alt,
            drawn_from=drawn_from,
        )
        for picture in pictures
    )
    raise_plan_versions(exercises=[exercise_id])
