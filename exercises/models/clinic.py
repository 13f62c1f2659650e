"""The clinic: the tenant. Everything a patient or practitioner sees belongs to one."""

from datetime import time
from decimal import Decimal
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from exercises import terms


class Clinic(models.Model):
    """A practice: its zone, its sender of texts, its allowed hours and its safety numbers.

    `sender` is the E.164 number patients text with, `messaging_service` a provider's pool id used in its place
    when set. Hours are read on the patient's own clock. `emergency_minutes` and `same_day_minutes` are proposals of
    the safety reference (15 minutes; two working hours) for the clinic to confirm.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(
        max_length=2, default="CA", help_text="ISO code; reads phone numbers written without +."
    )
    language = models.CharField(max_length=8, default="en")
    sender = models.CharField(
        max_length=16, unique=True, help_text="The number texts come from, as +15551234567."
    )
    messaging_service = models.CharField(
        max_length=34, blank=True, help_text="MG… id; used in place of the sender."
    )
    phone = models.CharField(
        max_length=32, blank=True, help_text="Where patients reach people, as it should be read."
    )
    emergency_number = models.CharField(max_length=16, blank=True, help_text="For example 911, 999 or 112.")
    urgent_line = models.CharField(
        max_length=32, blank=True, help_text="Where to call when the clinic is closed."
    )
    notice_phone = models.CharField(
        max_length=16,
        blank=True,
        help_text="A phone of staff that is texted about safety alerts at any hour.",
    )
    notice_email = models.EmailField(blank=True, help_text="Where safety alerts are told by e-mail.")
    escalation_phone = models.CharField(
        max_length=16, blank=True, help_text="Texted when nobody took a safety alert on in time."
    )
    escalation_email = models.EmailField(
        blank=True, help_text="Told by e-mail when nobody took a safety alert on in time."
    )
    emergency_minutes = models.PositiveSmallIntegerField(
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text="So soon an emergency must be taken on by a person.",
    )
    same_day_minutes = models.PositiveSmallIntegerField(
        default=120,
        validators=[MinValueValidator(5), MaxValueValidator(1440)],
        help_text="So soon a same-day flag must be taken on by a person.",
    )
    live = models.BooleanField(
        default=False, help_text="Texts go out only when live; needs phone, emergency number and urgent line."
    )
    allowed_from = models.TimeField(default=time(8, 0))
    allowed_until = models.TimeField(default=time(21, 0))
    lateness_minutes = models.PositiveSmallIntegerField(
        default=120, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    texts_a_day = models.PositiveSmallIntegerField(
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text="Reminders to one patient a day.",
    )
    texts_a_week = models.PositiveSmallIntegerField(
        default=42,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
        help_text="Reminders to one patient in seven days.",
    )
    texts_a_second = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.05")), MaxValueValidator(1000)],
        help_text="What the sender carries, in message segments a second. Empty: by the kind of sender.",
    )
    silent_days = models.PositiveSmallIntegerField(
        default=7,
        validators=[MaxValueValidator(60)],
        help_text="After reminders on so many days without an answer they stop and staff are told. 0: never.",
    )
    follow_up_hours = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(12)],
        help_text="So many hours after an unanswered reminder one more text goes. 0: none.",
    )
    taper = models.BooleanField(
        default=False, help_text="Who steadily does well is reminded on one day a week only."
    )
    pain_alert_from = models.PositiveSmallIntegerField(
        default=8, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    retention_years = models.PositiveSmallIntegerField(default=16, validators=[MinValueValidator(1)])
    link_in_reminders = models.BooleanField(
        default=False,
        help_text="Reminders end with the patient's personal link, which opens today's plan without signing in.",
    )
    skin_tone = models.CharField(
        max_length=16,
        choices=terms.choices(terms.SkinTone),
        default=terms.SkinTone.MEDIUM,
        help_text="Of the figure in the drawn pictures; each patient may choose another.",
    )
    texted_picture = models.CharField(
        max_length=8,
        choices=terms.choices(terms.TextedKind),
        default=terms.TextedKind.POSES,
        help_text="What the picture in a text shows. Every phone reads the poses; the motion is a GIF.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clinic_live_has_safety_numbers",
                condition=models.Q(live=False)
                | ~(models.Q(phone="") | models.Q(emergency_number="") | models.Q(urgent_line="")),
                violation_error_message="A live clinic needs its phone, its emergency number and its urgent line.",
            ),
        ]

    def clean(self) -> None:
        """Names each number that a live clinic lacks."""
        names = {"phone": "phone", "emergency_number": "emergency number", "urgent_line": "urgent line"}
        missing = {name: words for name, words in names.items() if not getattr(self, name)}
        if self.live and missing:
            told = "A live clinic needs its {}: the safety texts name it."
            raise ValidationError({name: told.format(words) for name, words in missing.items()})

    def __str__(self) -> str:
        return self.name
