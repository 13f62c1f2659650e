"""Staff come and go."""

from datetime import datetime

from django.db import transaction

from exercises.actions.keeping import keep_change
from exercises.models import Patient, Staff, User


@transaction.atomic
def let_go(staff: Staff, *, by: User | None, now: datetime) -> None:
    """Deactivates the sign-in at once; the patients stand without practitioner until somebody takes them."""
    User.objects.filter(pk=staff.user_id).update(is_active=False)
    Staff.objects.filter(pk=staff.pk).update(active=False)
    staff.user.auth_token_set.all().delete()
    left = Patient.objects.filter(practitioner=staff).update(practitioner=None)
    keep_change(
        "staff.left", clinic=staff.clinic_id, who=by, now=now, subject=staff.pk, after={"patients_left": left}
    )


@transaction.atomic
def take_back(staff: Staff, *, by: User | None, now: datetime) -> None:
    """Lets the member of staff sign in again."""
    User.objects.filter(pk=staff.user_id).update(is_active=True)
    Staff.objects.filter(pk=staff.pk).update(active=True)
    keep_change("staff.returned", clinic=staff.clinic_id, who=by, now=now, subject=staff.pk)
