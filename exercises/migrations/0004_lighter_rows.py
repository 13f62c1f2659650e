"""Reminders of one instant are taken up clinic by clinic; a claim writes no index, and indexes hold no empty values."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

import exercises.terms


def no_state_of_their_own(apps: Any, schema_editor: Any) -> None:
    """A claimed reminder is a planned one that somebody holds for a while."""
    claimed = apps.get_model("exercises", "Reminder").objects.filter(state="claimed")
    claimed.update(state="planned", claimed_until=F("try_at"), try_at=F("due_at"))


def room_for_claims(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL then keeps a claim on the page of the row, and writes no index for it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE exercises_reminder SET (fillfactor = 60)")


def nothing(apps: Any, schema_editor: Any) -> None:
    """The way back changes no row."""


class Migration(migrations.Migration):
    dependencies = [("exercises", "0003_revision_patterns")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="claimed_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(no_state_of_their_own, nothing),
        migrations.RunPython(room_for_claims, nothing),
        migrations.RemoveIndex(model_name="remindersetting", name="setting_due"),
        migrations.AddIndex(
            model_name="remindersetting",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at", "clinic"],
                name="setting_due",
            ),
        ),
        migrations.RemoveIndex(model_name="reminder", name="reminder_to_try"),
        migrations.AlterField(
            model_name="reminder",
            name="state",
            field=models.CharField(
                choices=[("planned", "planned"), ("written", "written"), ("held", "held")],
                default=exercises.terms.ReminderState["PLANNED"],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("state", "planned")),
                fields=["try_at", "clinic"],
                name="reminder_to_try",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="sid",
            field=models.CharField(blank=True, help_text="The provider's id.", max_length=64, null=True),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sid__isnull", False)), fields=("sid",), name="one_message_an_id"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="The text answered.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="its_answer",
                to="exercises.message",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answers__isnull", False)), fields=("answers",), name="one_answer_a_text"
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="exercises.reminder",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("follows__isnull", False)), fields=("follows",), name="one_follow_up"
            ),
        ),
    ]
