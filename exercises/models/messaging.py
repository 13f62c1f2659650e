"""Reminders, and the texts that really went and came."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic
from exercises.models.people import Patient
from exercises.rules import lifecycle

NOT_KNOWN = [state.value for state in lifecycle.MessageState if state in lifecycle.OUTCOME_UNKNOWN]
LOST_STATES = sorted(lifecycle.LOST)


class ReminderSettingQuerySet(models.QuerySet["ReminderSetting"]):
    def due(self, now: datetime) -> "ReminderSettingQuerySet":
        return self.filter(next_at__lte=now)


class ReminderSetting(models.Model):
    """When a patient wants to be reminded, on their own clock.

    `times` are "HH:MM", `weekdays` 0 (Monday) to 6. `paused_until` is the first date that is reminded
    again. `next_at` is the instant of the next slot and `next_day`, `next_time` its name; None: never.
    `unanswered_days` counts the local dates with a text since the patient was last heard of, the newest
    of them `last_text_day`.
    """

    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="reminder_setting")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=terms.choices(terms.Channel), default=terms.Channel.SMS)
    times = models.JSONField()
    weekdays = models.JSONField()
    paused_until = models.DateField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    next_day = models.DateField(null=True, blank=True)
    next_time = models.TimeField(null=True, blank=True)
    unanswered_days = models.PositiveSmallIntegerField(default=0)
    last_text_day = models.DateField(null=True, blank=True)

    objects: ClassVar[ReminderSettingQuerySet] = ReminderSettingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "clinic"],
                name="setting_due",
                condition=models.Q(next_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="next_slot_is_whole",
                condition=models.Q(next_at__isnull=True, next_day__isnull=True, next_time__isnull=True)
                | models.Q(next_at__isnull=False, next_day__isnull=False, next_time__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.times)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def sent(self) -> "ReminderQuerySet":
        """Those that were sent; one whose text was lost counts only if it was answered all the same."""
        lost = models.Q(message__state__in=LOST_STATES, answered_at__isnull=True)
        return self.filter(~lost, state=terms.ReminderState.WRITTEN)

    def claimable(self, now: datetime) -> "ReminderQuerySet":
        """Those whose time has come and which nobody holds: the lease may have run out before a text was written."""
        free = models.Q(claimed_until__isnull=True) | models.Q(claimed_until__lte=now)
        return self.filter(free, state=terms.ReminderState.PLANNED, try_at__lte=now)


class Reminder(models.Model):
    """The intention to text about a session: one row a setting and slot, for ever.

    `try_at` is when it may be tried next: the slot's instant, its place, or the end of a waiting time. Who has
    claimed it (`claimed_by`) holds it until `claimed_until`; neither is in an index, so that a claim writes none.
    `lane_at` is its place in the queue of its sender, where it got one.
    `first_round`..`last_round` are the rounds of the day it asks about, known beforehand where the patient put an
    earlier one off to this time (`asked_for`). `follows` is the unanswered reminder that this one follows up; it has no
    slot of its own. `flare` is the flare of the day before, after which it asks, whatever is due.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reminders", db_index=False)
    setting = models.ForeignKey(
        ReminderSetting, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    flare = models.ForeignKey(
        "Flare", null=True, blank=True, on_delete=models.PROTECT, related_name="checks", db_index=False
    )
    day = models.DateField(help_text="The local date of the slot.")
    at = models.TimeField(help_text="The local time of the slot.")
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=terms.choices(terms.ReminderState), default=terms.ReminderState.PLANNED
    )
    held = models.CharField(max_length=24, blank=True, choices=terms.choices(terms.Held))
    try_at = models.DateTimeField()
    lane_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.UUIDField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_for = models.BooleanField(
        default=False, db_default=False, help_text="The patient put an earlier one off to this time."
    )
    first_round = models.PositiveSmallIntegerField(null=True, blank=True)
    last_round = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it was sent or held.")

    objects: ClassVar[ReminderQuerySet] = ReminderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "day", "at"],
                condition=models.Q(follows__isnull=True),
                name="one_reminder_a_slot",
            ),
            models.UniqueConstraint(
                fields=["follows"], condition=models.Q(follows__isnull=False), name="one_follow_up"
            ),
            models.CheckConstraint(
                name="held_has_a_reason",
                condition=(models.Q(state="held") & ~models.Q(held=""))
                | (~models.Q(state="held") & models.Q(held="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at", "clinic"],
                name="reminder_to_try",
                condition=models.Q(state="planned"),
            ),
            models.Index(fields=["patient", "day"], name="reminder_by_patient"),
            models.Index(fields=["clinic", "day"], name="reminder_by_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.at:%H:%M} {self.state}"


class MessageQuerySet(models.QuerySet["Message"]):
    def out(self) -> "MessageQuerySet":
        return self.filter(direction=terms.Direction.OUT)

    def unsettled(self) -> "MessageQuerySet":
        """Texts of which nobody knows yet whether the provider took them."""
        return self.filter(direction=terms.Direction.OUT, state__in=NOT_KNOWN)

    def to_send(self, now: datetime) -> "MessageQuerySet":
        """Those that the provider does not have and that may be tried (again) now."""
        return self.filter(direction=terms.Direction.OUT, state="absent", try_at__lte=now)


class Message(models.Model):
    """One text, out or in.

    `state` follows exercises.rules.lifecycle for texts out; texts in are "received". `in_flight` is true
    from the commit before the provider is called until the outcome is known; at most one such text exists
    a sender and number, so that the provider's list can always tell which is which. `media` of a text out names the
    pictures that went along (`rules.pictures.TextedPicture`); of a text in it holds the provider's addresses.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="messages", db_index=False)
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="messages", db_index=False
    )
    direction = models.CharField(max_length=3, choices=terms.choices(terms.Direction))
    kind = models.CharField(max_length=8, choices=terms.choices(terms.MessageKind))
    our_number = models.CharField(max_length=34)
    their_number = models.CharField(max_length=32)
    body = models.TextField(blank=True)
    segments = models.PositiveSmallIntegerField(
        default=1,
        db_default=1,
        help_text="SMS segments of what was texted. An MMS is billed as one, whatever stands here.",
    )
    media = models.JSONField(default=list, blank=True)
    sid = models.CharField(max_length=64, null=True, blank=True, help_text="The provider's id.")
    sid_guessed = models.BooleanField(
        default=False,
        help_text="The id was found by number, words and time; the provider did not name the pair.",
    )
    state = models.CharField(max_length=12)
    in_flight = models.BooleanField(default=False)
    error_code = models.CharField(max_length=12, blank=True)
    reminder = models.OneToOneField(
        Reminder, null=True, blank=True, on_delete=models.PROTECT, related_name="message"
    )
    answers = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="its_answer",
        db_index=False,
        help_text="The text answered.",
    )
    by_twiml = models.BooleanField(
        default=False, help_text="Sent as the answer to a webhook rather than by a call."
    )
    meaning = models.JSONField(
        default=dict, blank=True, help_text="What a text in was read as, and by which rules."
    )
    created_at = models.DateTimeField()
    attempted_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(
        null=True, blank=True, help_text="When one that was not created may go again, or be looked up again."
    )
    send_before = models.DateTimeField(
        null=True, blank=True, help_text="After this instant it must not go out."
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sid"], condition=models.Q(sid__isnull=False), name="one_message_an_id"
            ),
            models.UniqueConstraint(
                fields=["answers"], condition=models.Q(answers__isnull=False), name="one_answer_a_text"
            ),
            models.UniqueConstraint(
                fields=["our_number", "their_number"],
                condition=models.Q(in_flight=True),
                name="one_text_in_flight_a_number",
            ),
            models.CheckConstraint(
                name="in_flight_is_not_settled",
                condition=models.Q(in_flight=False) | models.Q(state__in=NOT_KNOWN),
            ),
            models.CheckConstraint(
                name="not_known_was_attempted",
                condition=models.Q(direction=terms.Direction.IN)
                | ~models.Q(state__in=NOT_KNOWN)
                | models.Q(attempted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_state_is_known",
                condition=models.Q(
                    state__in=[*(state.value for state in lifecycle.MessageState), "received"]
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["attempted_at"],
                name="message_unsettled",
                condition=models.Q(state__in=NOT_KNOWN),
            ),
            models.Index(
                fields=["try_at"],
                name="message_to_send",
                condition=models.Q(state="absent", try_at__isnull=False),
            ),
            models.Index(fields=["patient", "created_at"], name="message_by_patient"),
            models.Index(fields=["clinic", "their_number", "created_at"], name="message_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.kind} {self.state}"
