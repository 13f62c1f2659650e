"""Technical rows: they keep the service running and say nothing of anybody's health."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from exercises.models.clinic import Clinic
from exercises.models.people import Patient, User


class Heartbeat(models.Model):
    """When a process last showed that it is alive."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Mark(models.Model):
    """How far the provider's list of incoming texts was read, a clinic."""

    clinic = models.OneToOneField(Clinic, on_delete=models.CASCADE, related_name="inbound_mark")
    read_until = models.DateTimeField()
    try_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Until then another process reads it."
    )

    def __str__(self) -> str:
        return f"read until {self.read_until:%Y-%m-%d %H:%M}"


class Lane(models.Model):
    """The queue of a clinic's sender, which carries so many segments a second and no more.

    `free_at` is when what was handed over so far has left at that pace, `ends_at` the end of the queue of
    those that wait for their turn. From `stopped_at` on the provider refuses the sender (`stopped_code`)
    and nothing goes but one text at `probe_at`, to see whether it is cured.
    """

    clinic = models.OneToOneField(Clinic, on_delete=models.CASCADE, related_name="lane", primary_key=True)
    free_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_code = models.CharField(max_length=12, blank=True)
    stopped_late = models.BooleanField(default=False, help_text="Texts are taken, and fail by their reports.")
    probe_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_stopped_lane_is_probed",
                condition=models.Q(stopped_at__isnull=True, probe_at__isnull=True, stopped_code="")
                | models.Q(stopped_at__isnull=False, probe_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["stopped_at"], name="lane_stopped", condition=models.Q(stopped_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"free at {self.free_at:%H:%M:%S}"


class SignInCode(models.Model):
    """A code asked for by a phone number, hashed; rows for unknown numbers count for the limits alone."""

    phone = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=128, blank=True)
    address_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone", "asked_at"], name="code_by_phone"),
            models.Index(fields=["address_hash", "asked_at"], name="code_by_address"),
        ]

    def __str__(self) -> str:
        return f"asked at {self.asked_at:%H:%M}"


class LinkQuerySet(models.QuerySet["Link"]):
    def live(self, now: datetime) -> "LinkQuerySet":
        """Those that were not revoked and have not run out."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class Link(models.Model):
    """A personal link, which opens its patient's plan of the day and the check-in for it, and nothing else.

    One that works a patient and number: the token is derived from `id`, and kept as a hash. `revoked_by` is the
    member of staff who revoked it; None, when it was revoked, is the system itself, which has replaced it or found
    the number changed or the patient archived.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="links")
    number = models.CharField(max_length=16, help_text="The phone it was texted to.")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "number"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_link_a_patient_and_number",
            ),
            models.CheckConstraint(
                name="who_revoked_a_link_did_so_at_a_time",
                condition=models.Q(revoked_by__isnull=True) | models.Q(revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"made {self.created_at:%Y-%m-%d}"
