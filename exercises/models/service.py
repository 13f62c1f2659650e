"""Technical rows: they keep the service running and say nothing of anybody's health."""

from django.db import models

from exercises.models.clinic import Clinic


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
