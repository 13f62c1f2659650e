"""What follows from an assignment: check-ins, flares and alerts."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic
from exercises.models.messaging import Message
from exercises.models.people import Patient, User


class CheckIn(models.Model):
    """What a patient said of a session. Of several for one session the last received stands; all are kept.

    `client_id` is made by the phone (or from the text), once a patient. `round` None means all rounds of the
    day. `outcome` None means the text told a pain score and nothing else. `completed` is 0 to 1.
    """

    id = models.BigAutoField(primary_key=True)
    client_id = models.UUIDField()
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="check_ins")
    day = models.DateField()
    round = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=8, null=True, blank=True, choices=terms.choices(terms.Outcome))
    completed = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=12, blank=True, choices=terms.choices(terms.SkipReason))
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    difficulty = models.CharField(max_length=8, blank=True, choices=terms.choices(terms.Difficulty))
    note = models.TextField(blank=True)
    items = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=4, choices=terms.choices(terms.CheckInSource))
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins"
    )
    at = models.DateTimeField(help_text="When it was done, as the phone said.")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "client_id"], name="one_check_in_an_id"),
            models.CheckConstraint(
                name="pain_is_0_to_10", condition=models.Q(pain__isnull=True) | models.Q(pain__lte=10)
            ),
            models.CheckConstraint(
                name="completed_is_0_to_1",
                condition=models.Q(completed__isnull=True) | models.Q(completed__gte=0, completed__lte=1),
            ),
            models.CheckConstraint(
                name="check_in_says_something",
                condition=models.Q(outcome__isnull=False, completed__isnull=False)
                | models.Q(pain__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["patient", "day"], name="check_in_by_patient")]

    def __str__(self) -> str:
        return f"{self.day} {self.outcome or 'pain'}"


class FlareQuerySet(models.QuerySet["Flare"]):
    def on(self, day: date) -> "FlareQuerySet":
        """Those that count on the local date `day`."""
        return self.filter(starts_on__lte=day, until__gt=day)


class Flare(models.Model):
    """Local dates on which the easier routine counts: in each assignment the phase before, or a third less of it.

    `until` is the first date after it. One that is called off on its first day has none.
    """

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="flares", db_index=False)
    starts_on = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=5, choices=terms.choices(terms.FlareSource))
    message = models.ForeignKey(
        Message,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The text, if any.",
    )
    opened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects: ClassVar[FlareQuerySet] = FlareQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "starts_on"],
                condition=models.Q(until__gt=models.F("starts_on")),
                name="one_flare_from_a_day",
            ),
            models.CheckConstraint(
                name="flare_in_order", condition=models.Q(until__gte=models.F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["patient", "starts_on"], name="flare_by_patient")]

    def __str__(self) -> str:
        return f"from {self.starts_on}"


class AlertQuerySet(models.QuerySet["Alert"]):
    def open(self) -> "AlertQuerySet":
        return self.filter(closed_at__isnull=True)


class Alert(models.Model):
    """Something a member of staff must look at, until a person closes it with a reason.

    `key` names the cause and keeps one cause from raising two open alerts; `repeated_at` is when it last
    came again while open. Of a safety alert `urgency` is what the screen found, `take_on_by` how long a person has
    until it is escalated, and `answer` the fixed text the patient got.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="alerts")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="alerts"
    )
    kind = models.CharField(max_length=16, choices=terms.choices(terms.AlertKind))
    detail = models.TextField()
    key = models.CharField(max_length=80)
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="alerts"
    )
    answer = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    urgency = models.CharField(max_length=12, blank=True)
    take_on_by = models.DateTimeField(null=True, blank=True)
    taken_on_at = models.DateTimeField(null=True, blank=True)
    taken_on_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    escalated_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    repeated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    close_reason = models.CharField(max_length=240, blank=True)

    objects: ClassVar[AlertQuerySet] = AlertQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "key"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_alert_a_cause",
            ),
            models.CheckConstraint(
                name="closed_with_a_reason",
                condition=models.Q(closed_at__isnull=True) | ~models.Q(close_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "raised_at"], name="alert_open", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["take_on_by"],
                name="alert_waits",
                condition=models.Q(
                    closed_at__isnull=True, taken_on_at__isnull=True, escalated_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.raised_at:%Y-%m-%d}"


class Notice(models.Model):
    """Staff are told of an alert, by text (`message`) or by e-mail; once a stage and address.

    It says that an alert waits and nothing of anybody's health. An e-mail is due at `try_at` until it is sent or
    given up, `failed_at`.
    """

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="notices")
    stage = models.CharField(max_length=12, choices=terms.choices(terms.Stage))
    by = models.CharField(max_length=5, choices=terms.choices(terms.NoticeBy))
    to = models.CharField(max_length=254)
    message = models.OneToOneField(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="notice"
    )
    created_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "stage", "by", "to"], name="one_notice_a_stage"),
        ]
        indexes = [
            models.Index(fields=["try_at"], name="notice_to_send", condition=models.Q(try_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.stage} by {self.by}"
