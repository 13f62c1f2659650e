"""A program given to a patient. Doses are frozen in revisions; every later change is a new revision."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from exercises.models.clinic import Clinic
from exercises.models.library import Exercise, Program
from exercises.models.people import Patient, User


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> "AssignmentQuerySet":
        """Those nobody has ended. One whose last phase is over is still open until it is settled."""
        return self.filter(ended_on__isnull=True)


class Assignment(models.Model):
    """A program given to one patient from a local date on.

    `last_day` is the last local date of its newest revision, `ended_on` the first on which it no longer counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="assignments")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    last_day = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=240, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "program"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_assignment_a_program",
            )
        ]
        indexes = [
            models.Index(fields=["patient", "starts_on"], name="assignment_by_patient"),
            models.Index(
                fields=["last_day"], name="assignment_to_end", condition=models.Q(ended_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.starts_on}"


class Revision(models.Model):
    """What is prescribed from `effective_on` (local date) on, until a later revision takes over."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    effective_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=240, blank=True)
    pattern = models.JSONField(
        default=list, help_text="What decides how many rounds a day has; see exercises.rules.rounds."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"revision {self.number}"


class RevisionPhase(models.Model):
    """A phase as prescribed. Days count from 1, the assignment's first day."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=240, blank=True)
    first_day = models.PositiveSmallIntegerField()
    last_day = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="revision_phase_number"),
            models.CheckConstraint(
                name="revision_phase_in_order",
                condition=models.Q(first_day__gte=1, last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RevisionItem(models.Model):
    """An exercise as prescribed: its dose and its name at that time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    phase = models.ForeignKey(RevisionPhase, on_delete=models.PROTECT, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    dose = models.JSONField()
    weekdays = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "exercise"], name="exercise_once_a_revision_phase")
        ]

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """An interval of local dates in which nothing is asked. `until` is the first date after it; None is open."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="holds")
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=240, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(until__isnull=True), name="one_open_hold"
            ),
            models.CheckConstraint(
                name="hold_in_order",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.starts_on}"
