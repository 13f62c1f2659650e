"""Who signs in, who works in a clinic, who exercises."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from exercises import terms
from exercises.models.clinic import Clinic


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator of the installation: may use the admin pages."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. Staff sign in by e-mail and password, patients by a code sent to their phone (no e-mail)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("operator", default=False, help_text="May open the admin pages.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email or f"patient sign-in {self.pk}"


class Staff(models.Model):
    """A practitioner or administrator of one clinic."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff")
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="staff")
    role = models.CharField(max_length=16, choices=terms.choices(terms.Role), default=terms.Role.PRACTITIONER)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    active = models.BooleanField(
        default=True, help_text="Off when the person has left; signs them out at once."
    )

    class Meta:
        verbose_name_plural = "staff"
        ordering = ("last_name", "first_name")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class PatientQuerySet(models.QuerySet["Patient"]):
    def present(self) -> "PatientQuerySet":
        """Those who are not archived."""
        return self.filter(archived_at__isnull=True)

    def locked(self) -> "PatientQuerySet":
        """Held back from others' changes until the transaction ends, always in the same order."""
        return self.select_for_update(of=("self",), no_key=True).order_by("created_at", "pk")

    def on_number(self, clinic: Clinic, phone: str) -> "PatientQuerySet":
        """Everybody of the clinic who is reached at this number; a family may share one."""
        return self.filter(clinic=clinic, phone=phone).present()


class Patient(models.Model):
    """Who exercises. `phone` is E.164. `plan_version` is raised by every action that may change `today`.

    While `number_frozen_at` is set nothing about the patient goes to `phone`; staff alone take it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="patient")
    practitioner = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="patients"
    )
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=16)
    timezone = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="en")
    detailed_texts = models.BooleanField(
        default=False, db_default=False, help_text="Wants the clinic's answers themselves by text."
    )
    skin_tone = models.CharField(
        max_length=16,
        blank=True,
        default="",
        db_default="",
        choices=terms.choices(terms.SkinTone),
        help_text="Of the figure in the pictures; empty: as the clinic has it.",
    )
    unreachable_since = models.DateTimeField(null=True, blank=True)
    unreachable_code = models.CharField(max_length=12, blank=True)
    number_frozen_at = models.DateTimeField(null=True, blank=True)
    number_frozen_because = models.CharField(
        max_length=16, blank=True, default="", db_default="", choices=terms.choices(terms.FrozenBecause)
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    plan_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PatientQuerySet] = PatientQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["clinic", "phone"], name="patient_by_number"),
            models.Index(fields=["phone"], name="patient_by_phone"),
            models.Index(fields=["clinic", "last_name", "first_name", "id"], name="patient_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                name="frozen_has_a_reason",
                condition=models.Q(number_frozen_at__isnull=True, number_frozen_because="")
                | models.Q(
                    number_frozen_at__isnull=False,
                    number_frozen_because__in=[one.value for one in terms.FrozenBecause],
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Consent(models.Model):
    """That a patient agreed to a channel: who, when, to which wording, from where. Revocations stay.

    It holds for the number it was given for; a changed number starts without consent.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    channel = models.CharField(max_length=8, choices=terms.choices(terms.Channel), default=terms.Channel.SMS)
    phone = models.CharField(max_length=16)
    wording_version = models.CharField(max_length=24)
    source = models.CharField(max_length=80)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=80, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "channel"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_consent_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} since {self.given_at:%Y-%m-%d}"


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def in_force(self) -> "OptOutQuerySet":
        return self.filter(ended_at__isnull=True)

    def stopping(self, about: terms.Topic) -> "OptOutQuerySet":
        """Those in force that end the texts about this topic."""
        return self.in_force().filter(topic__in={about, terms.Topic.ALL})


class OptOut(models.Model):
    """A number that stopped a clinic's texts, all or of a topic: it counts for every patient reached there.

    `kind` and `ended_kind` say how the stop and the start came, `source` and `ended_source` in which words;
    who did it by API stands in the change of record.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="opt_outs")
    phone = models.CharField(max_length=16)
    topic = models.CharField(max_length=8, choices=terms.choices(terms.Topic), default=terms.Topic.ALL)
    since = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=terms.choices(terms.StopSource))
    source = models.CharField(max_length=24, help_text="The word that was texted, or the provider's code.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_kind = models.CharField(max_length=8, blank=True, choices=terms.choices(terms.StopSource))
    ended_source = models.CharField(max_length=24, blank=True)

    objects: ClassVar[OptOutQuerySet] = OptOutQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "phone", "topic"],
                condition=models.Q(ended_at__isnull=True),
                name="one_opt_out_in_force",
            ),
            models.CheckConstraint(
                name="opt_out_topic_is_known",
                condition=models.Q(topic__in=[topic.value for topic in terms.Topic]),
            ),
        ]

    def __str__(self) -> str:
        return f"opted out since {self.since:%Y-%m-%d}"


class Change(models.Model):
    """Who changed what, when, from what to what. Written by the action that made the change; append-only."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    who = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=60, help_text="The verb, such as assignment.held.")
    subject = models.UUIDField(null=True, blank=True, help_text="The id of the row that changed.")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "at"], name="change_by_patient")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M}"
