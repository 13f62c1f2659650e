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

    def __str__(self) -> str:
        return f"read until {self.read_until:%Y-%m-%d %H:%M}"


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
