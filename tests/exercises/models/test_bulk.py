"""Many rows in one UPDATE: each gets its own values, whatever their kind, and no other row any."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import F

from exercises.models import CheckIn, Clinic, Message, Patient, Reminder, ReminderSetting
from exercises.models.bulk import insert_each, update_each
from exercises.terms import CheckInSource, Direction, Held, MessageKind, Outcome, ReminderState
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

ONE, OTHER = uuid4(), uuid4()
LATER = NOW + timedelta(days=1, microseconds=1)
ODD = "Ça va? 'quoted' \"twice\"; %s {name} \\ 😀\n"


def reminders(count: int) -> list[Reminder]:
    patient = make.patient(signed_up=False)
    setting = make.reminder_setting(patient)
    return Reminder.objects.bulk_create(
        Reminder(
            clinic=patient.clinic,
            patient=patient,
            setting=setting,
            day=NOW.date() + timedelta(days=number),
            at=time(9),
            due_at=NOW,
            try_at=NOW,
        )
        for number in range(count)
    )


def messages(count: int) -> list[Message]:
    patient = make.patient(signed_up=False)
    return Message.objects.bulk_create(
        Message(
            clinic=patient.clinic,
            patient=patient,
            direction=Direction.OUT,
            kind=MessageKind.ANSWER,
            our_number=patient.clinic.sender,
            their_number=patient.phone,
            body="before",
            state="written",
            created_at=NOW,
            attempted_at=NOW,
        )
        for _ in range(count)
    )


def patients(count: int) -> list[Patient]:
    return [make.patient(signed_up=False) for _ in range(count)]


def settings(count: int) -> list[ReminderSetting]:
    return [make.reminder_setting(patient) for patient in patients(count)]


def clinics(count: int) -> list[Clinic]:
    return [make.clinic() for _ in range(count)]


def check_ins(count: int) -> list[CheckIn]:
    patient = make.patient(signed_up=False)
    return [
        CheckIn.objects.create(
            client_id=uuid4(),
            clinic=patient.clinic,
            patient=patient,
            day=NOW.date(),
            outcome=Outcome.DONE,
            completed=1,
            source=CheckInSource.APP,
            at=NOW,
            received_at=NOW,
        )
        for _ in range(count)
    ]


COLUMNS: list[tuple[str, Any, str, list[Any]]] = [
    # label, rows, field, a value a row
    ("uuid", reminders, "claimed_by", [ONE, OTHER, ONE]),
    ("uuid and null", reminders, "claimed_by", [None, OTHER, None]),
    ("datetime", reminders, "try_at", [NOW, LATER, NOW - timedelta(days=400)]),
    ("datetime and null", reminders, "lane_at", [LATER, None, NOW]),
    ("nothing but null", reminders, "lane_at", [None, None, None]),
    ("date", reminders, "day", [date(2026, 2, 28), date(2028, 2, 29), date(9999, 12, 31)]),
    ("time", reminders, "at", [time(0), time(23, 59, 59), time(9, 5)]),
    ("small int", reminders, "tries", [0, 1, 32_767]),
    ("small int and null", reminders, "first_round", [None, 0, 8]),
    ("int", patients, "plan_version", [0, 1, 2_147_483_647]),
    ("bool", messages, "sid_guessed", [True, False, True]),
    ("text", messages, "body", [ODD, "", "x" * 10_000]),
    ("text of a length", messages, "error_code", ["", "not-tried", "123456789012"]),
    ("text of a length and null", messages, "sid", [None, "SM1", "SM2"]),
    ("text that looks like another kind", messages, "error_code", ["30034", "true", "null"]),
    ("a term", messages, "state", ["accepted", "queued", "unknown"]),
    ("json", messages, "meaning", [{}, {"intent": "done", "pain": 3}, {"a": [1, None, True]}]),
    ("decimal", check_ins, "completed", [Decimal("0.00"), Decimal("0.75"), Decimal("1.00")]),
    ("a row of a whole number for key", settings, "unanswered_days", [0, 7, 60]),
    ("time of day in a clinic", clinics, "allowed_until", [time(0), time(21), time(23, 30)]),
]


@pytest.mark.parametrize(
    ("rows", "name", "values"), [row[1:] for row in COLUMNS], ids=[row[0] for row in COLUMNS]
)
def test_each_row_gets_its_own_value(rows: Any, name: str, values: list[Any]) -> None:
    made = rows(len(values) + 1)
    model: type[models.Model] = type(made[0])
    before = model._base_manager.get(pk=made[-1].pk)
    update_each(model, [name], [(one.pk, value) for one, value in zip(made[:-1], values, strict=True)])
    found = dict(model._base_manager.values_list("pk", name))
    assert [found[one.pk] for one in made[:-1]] == values
    assert [type(found[one.pk]) for one in made[:-1]] == [type(value) for value in values]
    assert found[made[-1].pk] == getattr(before, name)


def test_several_columns_of_several_kinds_at_once() -> None:
    one, other, untouched = messages(3)
    names = ["sid", "state", "in_flight", "settled_at", "try_at", "attempts", "reminder"]
    [reminder] = reminders(1)
    update_each(
        Message,
        names,
        [
            (one.pk, "SM1", "queued", False, NOW, None, 1, reminder.pk),
            (other.pk, None, "written", True, None, LATER, 2, None),
        ],
    )
    found = {row[0]: row[1:] for row in Message.objects.values_list("pk", *names)}
    assert found[one.pk] == ("SM1", "queued", False, NOW, None, 1, reminder.pk)
    assert found[other.pk] == (None, "written", True, None, LATER, 2, None)
    assert found[untouched.pk] == (None, "written", False, None, None, 0, None)
    assert set(Message.objects.values_list("body", flat=True)) == {"before"}


def test_what_it_writes_django_finds_again() -> None:
    """A condition in SQL sees the same value as one that a save would have written."""
    [one, other] = reminders(2)
    update_each(
        Reminder,
        ["state", "held", "claimed_by", "try_at"],
        [
            (one.pk, ReminderState.HELD, Held.SILENT, ONE, LATER),
            (other.pk, ReminderState.PLANNED, "", None, NOW),
        ],
    )
    found = Reminder.objects.filter(state="held", held="silent", claimed_by=ONE, try_at=LATER)
    assert list(found) == [one]
    assert list(Reminder.objects.filter(try_at__lt=LATER, claimed_by=None)) == [other]
    assert list(Reminder.objects.claimable(NOW)) == [other]


def test_an_instant_of_another_zone_is_the_same_instant() -> None:
    [one] = reminders(1)
    there = datetime.fromisoformat("2026-11-18T22:30:00+05:30")
    update_each(Reminder, ["try_at"], [(one.pk, there)])
    assert Reminder.objects.get().try_at == datetime(2026, 11, 18, 17, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, 500, 1001])
def test_any_number_of_rows_is_one_statement(django_assert_num_queries: Any, count: int) -> None:
    made = reminders(count)
    names = ["state", "try_at", "lane_at", "tries", "claimed_by"]
    rows = [
        (one.pk, ReminderState.PLANNED, NOW + timedelta(seconds=place), None, place, UUID(int=place))
        for place, one in enumerate(made)
    ]
    with django_assert_num_queries(1):
        update_each(Reminder, names, rows)
    assert set(Reminder.objects.values_list("pk", *names)) == set(rows)


def test_no_rows_is_no_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        update_each(Reminder, ["state"], [])


def test_a_row_that_is_not_there_is_passed_over_and_who_was_changed_is_told() -> None:
    [one], [setting] = reminders(1), settings(1)
    assert update_each(Reminder, ["tries"], [(uuid4(), 5), (one.pk, 7)]) == [one.pk]
    assert list(Reminder.objects.values_list("tries", flat=True)) == [7]
    assert update_each(ReminderSetting, ["unanswered_days"], [(setting.pk, 2), (0, 2)]) == [setting.pk]


def test_a_row_that_does_not_meet_the_condition_stays_as_it_is() -> None:
    taken, free = messages(2)
    update_each(Message, ["sid"], [(taken.pk, "SM1")])
    rows = [(taken.pk, "SM2"), (free.pk, "SM3")]
    assert update_each(Message, ["sid"], rows, only="sid IS NULL") == [free.pk]
    assert dict(Message.objects.values_list("pk", "sid")) == {taken.pk: "SM1", free.pk: "SM3"}


def test_a_value_that_does_not_fit_is_never_cut() -> None:
    """PostgreSQL refuses it, as it refuses it from a save; SQLite keeps it whole."""
    [one] = messages(1)
    kept = "x" * 13
    try:
        with transaction.atomic():
            update_each(Message, ["error_code"], [(one.pk, kept)])
    except DataError:
        kept = ""
    assert Message.objects.get().error_code == kept
    assert (kept == "") == (connection.vendor == "postgresql")


def test_what_a_constraint_forbids_changes_no_row() -> None:
    one, other = messages(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        update_each(Message, ["sid"], [(one.pk, "SM1"), (other.pk, "SM1")])
    assert not Message.objects.filter(sid__isnull=False).exists()


def test_a_field_that_the_model_does_not_have_is_an_error() -> None:
    [one] = reminders(1)
    with pytest.raises(KeyError):
        update_each(Reminder, ["due"], [(one.pk, NOW)])


def test_a_row_of_too_few_values_is_an_error_and_writes_nothing() -> None:
    one, other = reminders(2)
    with pytest.raises(ValueError):
        update_each(Reminder, ["tries", "try_at"], [(one.pk, 1, LATER), (other.pk, 1)])
    assert not Reminder.objects.exclude(tries=0, try_at=F("due_at")).exists()


# --- inserting ---------------------------------------------------------------------------------------------
def test_rows_are_inserted_with_what_is_alike_and_what_a_constraint_forbids_is_left_out() -> None:
    [known] = reminders(1)
    new, same = uuid4(), {"clinic": known.clinic_id, "patient": known.patient_id, "setting": known.setting_id}
    plain = {"state": ReminderState.PLANNED, "held": "", "tries": 0, "due_at": NOW, "try_at": LATER}
    rows = [
        (uuid4(), known.day, known.at),
        (new, known.day, time(18, 30)),
        (uuid4(), known.day, time(18, 30)),
    ]
    inserted = insert_each(Reminder, ["id", "day", "at"], rows, same=same | plain)
    assert inserted == [new]
    found = Reminder.objects.get(pk=new)
    assert (found.patient_id, found.day, found.at) == (known.patient_id, known.day, time(18, 30))
    assert (found.due_at, found.try_at, found.claimed_by, found.lane_at) == (NOW, LATER, None, None)
    assert Reminder.objects.count() == 2


def test_no_rows_are_no_insert(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert insert_each(Reminder, ["id"], [], same={"held": ""}) == []


# --- choosing ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [0, 1, 1001])
def test_among_any_number_of_keys(count: int) -> None:
    made = reminders(count + 1)[1:]
    keys = [one.pk for one in made]
    assert set(Reminder.objects.filter(pk__among=keys).values_list("pk", flat=True)) == set(keys)
    assert Reminder.objects.exclude(pk__among=keys).count() == 1
    assert Reminder.objects.filter(pk__among=keys).update(tries=3) == count


def test_among_keys_of_other_kinds() -> None:
    one, other = settings(2)
    [message] = messages(1)
    update_each(Message, ["sid"], [(message.pk, "SM1")])
    assert list(ReminderSetting.objects.filter(pk__among=[one.pk, 0])) == [one]
    assert list(ReminderSetting.objects.filter(patient__among=[other.patient_id])) == [other]
    assert list(Message.objects.filter(sid__among=["SM1", "SM2"])) == [message]
    assert not ReminderSetting.objects.filter(patient__among=[]).exists()


def test_among_words_that_hold_what_a_list_is_written_with() -> None:
    words = ['a"b', "a\\b", "a,b", "{a}", "NULL", "", " é'%s"]
    update_each(
        Message, ["our_number"], [(one.pk, word) for one, word in zip(messages(7), words, strict=True)]
    )
    for word in words:
        found = Message.objects.filter(our_number__among=[word, "none"]).values_list("our_number", flat=True)
        assert list(found) == [word]
