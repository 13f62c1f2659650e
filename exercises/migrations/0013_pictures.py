import django.db.models.deletion
import exercises.terms
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0012_flare"),
    ]

    operations = [
        # `manage.py drawpictures` makes the rows anew: drawn pictures are now kept once, not once a width.
        migrations.DeleteModel(name="Picture"),
        migrations.AddField(
            model_name="clinic",
            name="skin_tone",
            field=models.CharField(
                choices=[
                    ("light", "light"),
                    ("medium-light", "medium-light"),
                    ("medium", "medium"),
                    ("medium-dark", "medium-dark"),
                    ("dark", "dark"),
                ],
                default=exercises.terms.SkinTone["MEDIUM"],
                help_text="Of the figure in the drawn pictures; each patient may choose another.",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="patient",
            name="skin_tone",
            field=models.CharField(
                blank=True,
                choices=[
                    ("light", "light"),
                    ("medium-light", "medium-light"),
                    ("medium", "medium"),
                    ("medium-dark", "medium-dark"),
                    ("dark", "dark"),
                ],
                db_default="",
                default="",
                help_text="Of the figure in the pictures; empty: as the clinic has it.",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pose", "pose"),
                            ("motion", "motion"),
                            ("photo", "photo"),
                            ("clip", "clip"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        help_text="From 1; 0 is the movement between drawn poses."
                    ),
                ),
                ("width", models.PositiveSmallIntegerField(help_text="Of the largest size, in px.")),
                ("height", models.PositiveSmallIntegerField()),
                ("alt", models.CharField(max_length=240)),
                (
                    "side",
                    models.CharField(
                        blank=True, help_text="The side that works in it as it is drawn.", max_length=8
                    ),
                ),
                ("drawn_from", models.CharField(blank=True, max_length=64)),
                (
                    "files",
                    models.JSONField(
                        blank=True, default=list, help_text="Of an upload: path, width, height, type, bytes."
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="exercises.exercise",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("order", "id"),
                "indexes": [models.Index(fields=["drawn_from"], name="picture_by_origin")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("exercise", "order"),
                        name="one_picture_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drawn_from__gt", ""), ("kind__in", ("pose", "motion"))),
                            models.Q(("drawn_from", ""), ("kind__in", ("photo", "clip"))),
                            _connector="OR",
                        ),
                        name="drawn_or_uploaded",
                    ),
                ],
            },
        ),
    ]
