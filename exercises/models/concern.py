"""Concerns: what a patient asks or worries about, and what staff answer."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic
from exercises.models.messaging import Message
from exercises.models.people import Patient, User


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> "ConcernQuerySet":
        return self.filter(closed_at__isnull=True)


class Concern(models.Model):
    """A thread: a patient's words and the answers to them, until a person closes it with a reason.

    What comes while it is open goes on in it. `source` is how its first words came.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="concerns", db_index=False)
    source = models.CharField(max_length=4, choices=terms.choices(terms.ConcernSource))
    opened_at = models.DateTimeField()
    last_from_patient_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    close_reason = models.CharField(max_length=240, blank=True)

    objects: ClassVar[ConcernQuerySet] = ConcernQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_concern_a_patient",
            ),
            models.CheckConstraint(
                name="concern_closed_by_somebody_with_a_reason",
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True, close_reason="")
                | (models.Q(closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(close_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "last_from_patient_at"], name="concern_by_clinic"),
            models.Index(fields=["patient", "opened_at"], name="concern_by_patient"),
        ]

    def __str__(self) -> str:
        return f"concern of {self.opened_at:%Y-%m-%d}"


class ConcernEntryQuerySet(models.QuerySet["ConcernEntry"]):
    def of(self, author: terms.Author) -> "ConcernEntryQuerySet":
        return self.filter(author=author)

    def unread(self) -> "ConcernEntryQuerySet":
        return self.filter(read_at__isnull=True)


class ConcernEntry(models.Model):
    """What one side said, in the order it was kept; `read_at` is when the other side had read it.

    `client_id` is made by the phone, once a patient; for a text it is the message's own id. `by` is the member of
    staff. `message` is the text it came by; None: through the API.
    """

    id = models.BigAutoField(primary_key=True)
    client_id = models.UUIDField(default=uuid4)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="entries")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.CharField(max_length=8, choices=terms.choices(terms.Author))
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    body = models.TextField(blank=True)
    message = models.OneToOneField(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="concern_entry"
    )
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ConcernEntryQuerySet] = ConcernEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "client_id"], name="one_concern_entry_an_id"),
            models.CheckConstraint(
                name="concern_entry_has_one_author",
                condition=models.Q(author="patient", by__isnull=True)
                | models.Q(author="staff", by__isnull=False, message__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient", "author"],
                name="concern_entry_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"by {self.author} {self.at:%Y-%m-%d %H:%M}"


class AnswerNoticeQuerySet(models.QuerySet["AnswerNotice"]):
    def waiting(self) -> "AnswerNoticeQuerySet":
        return self.filter(settled_at__isnull=True)

    def due(self, now: datetime) -> "AnswerNoticeQuerySet":
        return self.waiting().filter(due_at__lte=now)


class AnswerNotice(models.Model):
    """A patient is to be told by text that staff answered: `first`, and what else was answered until `due_at`.

    It is settled when its `message` is written, when `held` says why there will be none, or when the answers were
    read before.
    """

    id = models.BigAutoField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", db_index=False)
    first = models.OneToOneField(ConcernEntry, on_delete=models.PROTECT, related_name="notice")
    due_at = models.DateTimeField()
    message = models.OneToOneField(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="answer_notice"
    )
    held = models.CharField(max_length=24, blank=True, choices=terms.choices(terms.Held))
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AnswerNoticeQuerySet] = AnswerNoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(settled_at__isnull=True),
                name="one_answer_notice_waits_a_patient",
            ),
            models.CheckConstraint(
                name="answer_notice_waits_without_a_text",
                condition=models.Q(settled_at__isnull=False)
                | models.Q(settled_at__isnull=True, message__isnull=True, held=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="answer_notice_due", condition=models.Q(settled_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"due {self.due_at:%Y-%m-%d %H:%M}"
