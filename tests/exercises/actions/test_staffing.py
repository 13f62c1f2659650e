"""Staff leave and come back."""

import pytest
from knox.models import AuthToken

from exercises.actions.staffing import let_go, take_back
from exercises.models import Change, Patient, Staff, User
from tests import make

pytestmark = pytest.mark.django_db


def test_who_leaves_is_signed_out_and_leaves_the_patients_without_practitioner() -> None:
    leaving, staying = make.staff(), make.staff()
    by = make.staff(leaving.clinic).user
    patient = make.patient(leaving.clinic, practitioner=leaving)
    other = make.patient(staying.clinic, practitioner=staying)
    for one in (leaving, staying):
        make.token(one.user)
    let_go(leaving, by=by, now=make.NOW)
    assert not User.objects.get(pk=leaving.user_id).is_active
    assert not Staff.objects.get(pk=leaving.pk).active
    assert list(AuthToken.objects.values_list("user", flat=True)) == [staying.user_id]
    assert Patient.objects.get(pk=patient.pk).practitioner is None
    assert Patient.objects.get(pk=other.pk).practitioner == staying
    change = Change.objects.get(what="staff.left")
    assert (change.subject, change.who, change.after) == (leaving.pk, by, {"patients_left": 1})


def test_who_comes_back_may_sign_in_again_and_finds_the_patients_gone() -> None:
    staff = make.staff()
    patient = make.patient(staff.clinic, practitioner=staff)
    let_go(staff, by=None, now=make.NOW)
    take_back(staff, by=None, now=make.NOW)
    assert User.objects.get(pk=staff.user_id).is_active
    assert Staff.objects.get(pk=staff.pk).active
    assert Patient.objects.get(pk=patient.pk).practitioner is None
    assert not AuthToken.objects.exists()
    assert list(Change.objects.order_by("pk").values_list("what", flat=True)) == [
        "staff.left",
        "staff.returned",
    ]
