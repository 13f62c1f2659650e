"""A clinic's own words for what it texts."""

from django.db import models

from exercises.models.clinic import Clinic
from exercises.models.people import User
from exercises.rules.own_texts import LONGEST_TEXT


class ClinicText(models.Model):
    """What a clinic texts in place of the standard text of that name and language.

    `reviewed_by` is the licensed clinician who signed these very words off; a change of the words empties it.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="texts", db_index=False)
    name = models.CharField(max_length=32, help_text="Which text.")
    language = models.CharField(max_length=8)
    body = models.TextField(max_length=LONGEST_TEXT, help_text="With placeholders, such as {first_name}.")
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    reviewed_by = models.CharField(
        max_length=160, blank=True, help_text="The licensed clinician who signs these words off."
    )
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "language", "name"], name="one_own_text"),
            models.CheckConstraint(
                name="a_review_has_its_day",
                condition=models.Q(reviewed_by="", reviewed_on__isnull=True)
                | (~models.Q(reviewed_by="") & models.Q(reviewed_on__isnull=False)),
                violation_error_message="Give both who signed the text off and on which day, or neither.",
            ),
        ]
        ordering = ("clinic", "language", "name")

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
