"""What a month of texts costs, on the clinic's own calendar."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from exercises.models import Clinic, Message
from exercises.reads.costs import Month, costs
from tests import make

pytestmark = pytest.mark.django_db

NOVEMBER = Month(2026, 11)


def text(clinic: Clinic, *, at: datetime = make.NOW, **given: Any) -> None:
    fields: dict[str, Any] = {
        "direction": "out",
        "kind": "reminder",
        "state": "delivered",
        "sid": f"SM{uuid4().hex}",
        "our_number": clinic.sender,
        "their_number": "+16045550101",
        "created_at": at,
        "attempted_at": at,
    }
    Message.objects.create(clinic=clinic, **fields | given)


def test_texts_are_counted_by_kind_in_what_is_billed(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    clinic = make.clinic()
    text(clinic, segments=2)
    text(clinic, segments=1)
    text(clinic, segments=2, media=["https://a.example/0"])
    text(clinic, kind="answer", segments=1)
    text(clinic, direction="in", kind="inbound", state="received", segments=3)
    with django_assert_num_queries(1):
        found = costs(clinic, NOVEMBER)
    assert found["by_kind"] == [
        {"direction": "out", "kind": "answer", "messages": 1, "segments": 1, "mms": 0},
        {"direction": "out", "kind": "reminder", "messages": 3, "segments": 3, "mms": 1},
        {"direction": "in", "kind": "inbound", "messages": 1, "segments": 3, "mms": 0},
    ]
    assert found["total"] == {"messages": 5, "segments": 7, "mms": 1}


def test_what_the_provider_never_took_is_not_billed_and_others_texts_are_not_ours() -> None:
    clinic = make.clinic()
    text(clinic, sid=None, state="absent")
    text(clinic, sid=None, state="refused")
    text(make.clinic())
    assert costs(clinic, NOVEMBER)["total"] == {"messages": 0, "segments": 0, "mms": 0}


def test_a_month_begins_and_ends_at_the_clinic_s_midnight() -> None:
    clinic = make.clinic(timezone="America/Vancouver")
    for at in (
        datetime(2026, 11, 1, 6, 59, 59, tzinfo=UTC),
        datetime(2026, 11, 1, 7, 0, tzinfo=UTC),  # summer time still
        datetime(2026, 12, 1, 7, 59, 59, tzinfo=UTC),
        datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
    ):
        text(clinic, at=at)
    assert [costs(clinic, Month(2026, month))["total"]["messages"] for month in (10, 11, 12)] == [1, 2, 1]


def test_months_follow_each_other_over_the_year() -> None:
    assert (Month(2026, 12).next, Month(2027, 1).before) == (Month(2027, 1), Month(2026, 12))
    assert (str(NOVEMBER), NOVEMBER.next, NOVEMBER.before) == ("2026-11", Month(2026, 12), Month(2026, 10))
