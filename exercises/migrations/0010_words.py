"""A clinic's own words for every text, where there was one for the reminder; and what each text costs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


def own_reminders(apps, schema_editor):
    """The own reminders become own texts in the clinic's language; before, they went in every language."""
    Clinic, ClinicText = apps.get_model("exercises", "Clinic"), apps.get_model("exercises", "ClinicText")
    for clinic in Clinic.objects.exclude(reminder_text=""):
        language = clinic.language.split("-")[0].lower()
        ClinicText.objects.create(
            clinic=clinic,
            name="reminder",
            language=language if language in ("en", "fr", "es") else "en",
            body=clinic.reminder_text,
            changed_at=Now(),
        )
    # PostgreSQL alters no table whose rows' foreign keys wait to be checked.
    schema_editor.connection.check_constraints()


def back_to_reminders(apps, schema_editor):
    ClinicText = apps.get_model("exercises", "ClinicText")
    for own in ClinicText.objects.filter(name="reminder").select_related("clinic"):
        if own.clinic.language.split("-")[0].lower() == own.language:
            own.clinic.reminder_text = own.body[:320]
            own.clinic.save(update_fields=["reminder_text"])


class Migration(migrations.Migration):
    dependencies = [("exercises", "0009_concerns")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="segments",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                help_text="SMS segments of what was texted. An MMS is billed as one, whatever stands here.",
            ),
        ),
        migrations.CreateModel(
            name="ClinicText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="Which text.", max_length=32)),
                ("language", models.CharField(max_length=8)),
                (
                    "body",
                    models.TextField(help_text="With placeholders, such as {first_name}.", max_length=480),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "reviewed_by",
                    models.CharField(
                        blank=True,
                        help_text="The licensed clinician who signs these words off.",
                        max_length=160,
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="exercises.clinic",
                    ),
                ),
            ],
            options={
                "ordering": ("clinic", "language", "name"),
                "constraints": [
                    models.UniqueConstraint(fields=("clinic", "language", "name"), name="one_own_text"),
                    models.CheckConstraint(
                        condition=models.Q(reviewed_by="", reviewed_on__isnull=True)
                        | (~models.Q(reviewed_by="") & models.Q(reviewed_on__isnull=False)),
                        name="a_review_has_its_day",
                        violation_error_message=(
                            "Give both who signed the text off and on which day, or neither."
                        ),
                    ),
                ],
            },
        ),
        migrations.RunPython(own_reminders, back_to_reminders),
        migrations.RemoveField(model_name="clinic", name="reminder_text"),
    ]
