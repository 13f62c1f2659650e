"""Concerns become threads that staff answer, and a patient is told of the answers."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0008_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="patient",
            name="detailed_texts",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Wants the clinic's answers themselves by text."
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "reminder"),
                    ("answer", "answer"),
                    ("code", "code"),
                    ("safety", "safety"),
                    ("notice", "notice"),
                    ("concern", "concern"),
                    ("inbound", "inbound"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("source", models.CharField(choices=[("app", "app"), ("text", "text")], max_length=4)),
                ("opened_at", models.DateTimeField()),
                ("last_from_patient_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=240)),
                (
                    "clinic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.clinic",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="exercises.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConcernEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.UUIDField(default=uuid.uuid4)),
                (
                    "author",
                    models.CharField(choices=[("patient", "patient"), ("staff", "staff")], max_length=8),
                ),
                ("body", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="exercises.concern",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concern_entry",
                        to="exercises.message",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnswerNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
                (
                    "held",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_consent", "no consent"),
                            ("opted_out", "opted out"),
                            ("unreachable", "unreachable"),
                            ("archived", "archived"),
                            ("no_active_assignment", "no active assignment"),
                            ("nothing_due", "nothing due"),
                            ("held", "held"),
                            ("paused", "paused"),
                            ("already_reported", "already reported"),
                            ("open_safety_alert", "open safety alert"),
                            ("quiet_hours", "quiet hours"),
                            ("too_late", "too late"),
                            ("too_many_lately", "too many lately"),
                            ("silent", "silent"),
                            ("doing_well", "doing well"),
                            ("answered", "answered"),
                            ("setting_changed", "setting changed"),
                            ("refused", "refused"),
                            ("number_changed", "number changed"),
                            ("fault", "fault"),
                            ("clinic_not_live", "clinic not live"),
                        ],
                        max_length=24,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_notice",
                        to="exercises.message",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.patient",
                    ),
                ),
                (
                    "first",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="exercises.concernentry",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["clinic", "last_from_patient_at"], name="concern_by_clinic"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["patient", "opened_at"], name="concern_by_patient"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("patient",),
                name="one_open_concern_a_patient",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("close_reason", ""), ("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("close_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="concern_closed_by_somebody_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="concernentry",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["patient", "author"],
                name="concern_entry_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernentry",
            constraint=models.UniqueConstraint(
                fields=("patient", "client_id"), name="one_concern_entry_an_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="concernentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("author", "patient"), ("by__isnull", True)),
                    models.Q(("author", "staff"), ("by__isnull", False), ("message__isnull", True)),
                    _connector="OR",
                ),
                name="concern_entry_has_one_author",
            ),
        ),
        migrations.AddIndex(
            model_name="answernotice",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)), fields=["due_at"], name="answer_notice_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="answernotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("patient",),
                name="one_answer_notice_waits_a_patient",
            ),
        ),
        migrations.AddConstraint(
            model_name="answernotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_at__isnull", False),
                    models.Q(("held", ""), ("message__isnull", True), ("settled_at__isnull", True)),
                    _connector="OR",
                ),
                name="answer_notice_waits_without_a_text",
            ),
        ),
    ]
