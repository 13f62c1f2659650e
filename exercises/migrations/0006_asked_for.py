"""A patient may put a reminder off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exercises", "0005_safety_notices")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="asked_for",
            field=models.BooleanField(
                db_default=False, default=False, help_text="The patient put an earlier one off to this time."
            ),
        ),
    ]
