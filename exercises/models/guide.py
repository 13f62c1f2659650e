"""The program by text."""

from typing import ClassVar

from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic
from exercises.models.people import Patient


class GuideQuerySet(models.QuerySet["Guide"]):
    def open(self) -> "GuideQuerySet":
        return self.filter(closed_at__isnull=True)


class Guide(models.Model):
    """A round of a patient's day that is followed by text, one exercise a text.

    `round` None means the whole day. `steps` are frozen when it begins, as `exercises.rules.guide.Step` has them,
    and keep what was said of each; `place` is the one texted last, from 0. A closed one can be gone on with the same
    day.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="guides", db_index=False)
    number = models.CharField(max_length=32, help_text="The phone it is followed on.")
    day = models.DateField()
    round = models.PositiveSmallIntegerField(null=True, blank=True)
    steps = models.JSONField()
    place = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField(help_text="When the patient last went on with it.")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=12, blank=True, choices=terms.choices(terms.GuideEnd))

    objects: ClassVar[GuideQuerySet] = GuideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "number"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_guide_a_number",
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_guide_a_patient",
            ),
            models.CheckConstraint(
                name="guide_closed_for_a_reason",
                condition=models.Q(closed_at__isnull=True, closed_because="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "day"], name="guide_by_patient"),
            models.Index(
                fields=["last_at"], name="guide_to_close", condition=models.Q(closed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} at step {self.place + 1}"
