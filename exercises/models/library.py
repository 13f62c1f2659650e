"""What can be prescribed: exercises with their pictures, and programs made of them.

A row without a clinic belongs to the shared library; a clinic's own rows are seen by that clinic alone.
"""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic
from exercises.models.people import User


class LibraryQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, clinic_id: object) -> Self:
        """The shared library and the clinic's own, with what was retired."""
        return self.filter(models.Q(clinic__isnull=True) | models.Q(clinic=clinic_id))

    def seen_by(self, clinic_id: object) -> Self:
        """The shared library and the clinic's own."""
        return self.of(clinic_id).filter(retired_at__isnull=True)

    def shared(self) -> Self:
        return self.filter(clinic__isnull=True)


class Exercise(models.Model):
    """One movement.

    `texts` holds, per language, `name, steps, cautions, stop_if, cue`. `dose` is the default dose as
    `exercises.rules.dose.Dose` writes it. `figure` holds the keyframes the pictures are drawn from.
    `search_text` is what search looks in: names, muscles, regions and the lay words that lead to them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.PROTECT, related_name="exercises"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120, help_text="In the library's first language.")
    kind = models.CharField(max_length=16, choices=terms.choices(terms.Kind))
    position = models.CharField(max_length=16, choices=terms.choices(terms.Position))
    sides = models.CharField(max_length=12, choices=terms.choices(terms.Sides))
    regions = models.JSONField(default=list)
    muscles_primary = models.JSONField(default=list)
    muscles_secondary = models.JSONField(default=list, blank=True)
    equipment = models.JSONField(default=list, blank=True)
    dose = models.JSONField()
    texts = models.JSONField()
    figure = models.JSONField(default=list, blank=True)
    source_ids = models.JSONField(default=list, blank=True)
    progression = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A harder exercise.",
    )
    regression = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="An easier exercise.",
    )
    search_text = models.TextField(editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[LibraryQuerySet] = LibraryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(clinic__isnull=True), name="shared_exercise_slug"
            ),
            models.UniqueConstraint(fields=["clinic", "slug"], name="clinic_exercise_slug"),
        ]

    def __str__(self) -> str:
        return self.name


DRAWN = (terms.PictureKind.POSE.value, terms.PictureKind.MOTION.value)
UPLOADED = (terms.PictureKind.PHOTO.value, terms.PictureKind.CLIP.value)


class PictureQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def shown(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at__isnull=True)


class Picture(models.Model):
    """One picture of an exercise in all its sizes, as `exercises.rules.pictures.ExercisePicture` reads it.

    A drawn one (pose, motion) has `drawn_from`, the key of its keyframes and of the drawing code that names its
    files; they are made when they are asked for. One that staff uploaded (photo, clip) has `files`, and the row
    outlives them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=8, choices=terms.choices(terms.PictureKind))
    order = models.PositiveSmallIntegerField(help_text="From 1; 0 is the movement between drawn poses.")
    width = models.PositiveSmallIntegerField(help_text="Of the largest size, in px.")
    height = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=240)
    side = models.CharField(max_length=8, blank=True, help_text="The side that works in it as it is drawn.")
    drawn_from = models.CharField(max_length=64, blank=True)
    files = models.JSONField(
        default=list, blank=True, help_text="Of an upload: path, width, height, type, bytes."
    )
    uploaded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[PictureQuerySet] = PictureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("order", "id")
        indexes = [models.Index(fields=["drawn_from"], name="picture_by_origin")]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "order"],
                condition=models.Q(removed_at__isnull=True),
                name="one_picture_a_place",
            ),
            models.CheckConstraint(
                name="drawn_or_uploaded",
                condition=models.Q(kind__in=DRAWN, drawn_from__gt="")
                | models.Q(kind__in=UPLOADED, drawn_from=""),
            ),
        ]

    def __str__(self) -> str:
        return self.alt


class Program(models.Model):
    """A reusable routine: phases of exercises with doses."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.PROTECT, related_name="programs"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    for_whom = models.TextField(blank=True)
    not_for = models.JSONField(default=list, blank=True)
    education = models.JSONField(default=list, blank=True)
    review = models.TextField(blank=True)
    source_ids = models.JSONField(default=list, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[LibraryQuerySet] = LibraryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(clinic__isnull=True), name="shared_program_slug"
            ),
            models.UniqueConstraint(fields=["clinic", "slug"], name="clinic_program_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A stretch of a program. Days count from 1, the program's first day, and include both ends."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=240, blank=True)
    first_day = models.PositiveSmallIntegerField()
    last_day = models.PositiveSmallIntegerField()
    progress_when = models.JSONField(default=dict, blank=True)
    regress_when = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="phase_number"),
            models.CheckConstraint(
                name="phase_days_in_order",
                condition=models.Q(last_day__gte=models.F("first_day"), first_day__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """An exercise in a phase, with its full dose."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    dose = models.JSONField()
    weekdays = models.JSONField(null=True, blank=True, help_text="0 is Monday; empty: spread evenly.")
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ("order",)
        constraints = [models.UniqueConstraint(fields=["phase", "exercise"], name="exercise_once_a_phase")]

    def __str__(self) -> str:
        return f"{self.order}. {self.exercise_id}"
