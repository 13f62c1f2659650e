"""Personal links: who gets one, how long it opens, and what ends it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from exercises.actions.again import write_again
from exercises.actions.delivery import settle_answer
from exercises.actions.links import link_for, link_on_paper, links_for, open_link, revoke_links
from exercises.actions.patients import archive_patient, change_patient
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.actions.settle import settle_unknown
from exercises.errors import PatientIsArchived
from exercises.gateway import Outgoing, Refused, Unknown
from exercises.models import Change, Link, Message, Patient, User
from exercises.rules.links import LinkMaker, digest
from exercises.rules.texts import segments
from exercises.terms import RefusalKind
from tests import make
from tests.fakes import RecordingGateway
from tests.make import NOW

pytestmark = pytest.mark.django_db

LINKS = LinkMaker("https://h.example", b"secret", timedelta(days=14))
OTHER_SECRET = LinkMaker("https://h.example", b"another secret", timedelta(days=14))
DAY = timedelta(days=1)


def token_of(patient: Patient, *, links: LinkMaker = LINKS, now: datetime = NOW) -> str | None:
    return links_for({patient.pk: patient.phone}, links=links, now=now).get(patient.pk)


def given(patient: Patient, now: datetime = NOW) -> str:
    token = token_of(patient, now=now)
    assert token is not None
    return token


def opened(token: str, now: datetime = NOW) -> Patient | None:
    return open_link(token, life=LINKS.life, now=now)


@pytest.fixture
def patient() -> Patient:
    return make.patient(make.clinic(link_in_reminders=True))


# --- making ------------------------------------------------------------------------------------------------
def test_each_text_carries_the_same_link_and_the_database_its_hash_alone(patient: Patient) -> None:
    token = given(patient)
    assert given(patient, NOW + 3 * DAY) == token
    [row] = Link.objects.values()
    assert row["digest"] == digest(token)
    assert token not in str(row)


def test_everybody_has_a_link_of_their_own(patient: Patient) -> None:
    relative = make.patient(patient.clinic, phone=patient.phone)
    tokens = links_for({one.pk: one.phone for one in (patient, relative)}, links=LINKS, now=NOW)
    assert {opened(token) for token in tokens.values()} == {patient, relative}
    assert opened(tokens[relative.pk]) == relative


def test_another_secret_replaces_a_link_that_it_cannot_make_again(patient: Patient) -> None:
    old = given(patient)
    assert opened(old) == patient
    new = token_of(patient, links=OTHER_SECRET)
    assert new is not None
    assert (opened(old), opened(new)) == (None, patient)


def test_there_is_one_live_link_a_patient_and_number(patient: Patient) -> None:
    given(patient)
    row: dict[str, Any] = {"patient": patient, "number": patient.phone, "created_at": NOW, "expires_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(digest="x", **row)
    Link.objects.create(digest="x", revoked_at=NOW, **row)


@pytest.mark.parametrize("state", ["none yet", "old ones", "run out"])
def test_links_cost_a_fixed_number_of_queries(state: str, django_assert_max_num_queries: Any) -> None:
    clinic = make.clinic()
    numbers = {one.pk: one.phone for one in (make.patient(clinic, consent=False) for _ in range(20))}
    if state != "none yet":
        links_for(numbers, links=LINKS, now=NOW)
    with django_assert_max_num_queries({"none yet": 3, "old ones": 3, "run out": 4}[state] + 2):  # savepoints
        now = NOW + DAY * (20 if state == "run out" else 2)
        assert len(links_for(numbers, links=LINKS, now=now)) == 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("later", [timedelta(0), 2 * DAY, 20 * DAY], ids=["new", "renewed", "run out"])
def test_made_side_by_side_everybody_still_has_one(later: timedelta) -> None:
    clinic = make.clinic()
    numbers = {one.pk: one.phone for one in (make.patient(clinic, consent=False) for _ in range(30))}
    if later:
        links_for(numbers, links=LINKS, now=NOW)
    together = threading.Barrier(4)

    def make_links(way: int) -> dict[UUID, str]:
        try:
            together.wait(10)
            order = dict(sorted(numbers.items(), reverse=bool(way % 2)))
            return links_for(order, links=LINKS, now=NOW + later)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as side_by_side:
        made = [one.result(60) for one in [side_by_side.submit(make_links, way) for way in range(4)]]
    assert made == [made[0]] * 4
    assert made[0].keys() == numbers.keys()
    assert Link.objects.live(NOW + later).count() == 30


# --- how long it opens -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("use", "at", "opens"),
    [
        (None, 13, True),
        (None, 14, False),
        ("opened", 23, True),
        ("opened", 24, False),
        ("texted", 23, True),
        ("texted", 24, False),
    ],
)
def test_a_link_opens_for_fourteen_days_after_it_was_used_or_sent(
    patient: Patient, use: str | None, at: int, opens: bool
) -> None:
    token = given(patient)
    uses: dict[str, Callable[[], Any]] = {
        "opened": lambda: opened(token, NOW + 10 * DAY),
        "texted": lambda: token_of(patient, now=NOW + 10 * DAY),
    }
    if use:
        uses[use]()
    assert opened(token, NOW + at * DAY) == (patient if opens else None)


def test_one_that_ran_out_is_not_revived_by_the_next_text(patient: Patient) -> None:
    old, later = given(patient), NOW + 15 * DAY
    new = given(patient, later)
    assert new != old
    assert (opened(old, later), opened(new, later)) == (None, patient)


def test_looking_again_soon_writes_nothing(patient: Patient, django_assert_num_queries: Any) -> None:
    token = given(patient)
    opened(token)
    before = Link.objects.values().get()
    with django_assert_num_queries(1):
        assert opened(token, NOW + timedelta(minutes=50)) == patient
    assert Link.objects.values().get() == before


@pytest.mark.parametrize("token", ["0" * 16, "", "x", "*" * 16])
def test_a_guess_opens_nothing(patient: Patient, token: str) -> None:
    given(patient)
    assert opened(token) is None


# --- what ends it ------------------------------------------------------------------------------------------
def test_staff_revoke_a_link_and_no_text_carries_one_until_they_make_one(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    old = given(patient)
    assert revoke_links(patient, by=by, now=NOW) == 1
    assert opened(old) is None
    assert token_of(patient, now=NOW + DAY) is None
    _, new = link_for(patient, by=by, links=LINKS, now=NOW + DAY)
    assert new != old
    assert opened(new, NOW + DAY) == patient
    assert given(patient, NOW + 2 * DAY) == new
    told = Change.objects.filter(patient=patient).order_by("pk").values_list("what", "who")
    assert list(told) == [("links.revoked", by.pk), ("link.given", by.pk)]


def test_that_no_link_is_wanted_is_noted_once(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    assert [revoke_links(patient, by=by, now=NOW) for _ in range(2)] == [0, 0]
    assert Change.objects.get(patient=patient).what == "links.revoked"


def test_a_revocation_of_long_ago_does_not_bar_a_link_that_was_made_since(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    given(patient)
    revoke_links(patient, by=by, now=NOW)
    link_for(patient, by=by, links=LINKS, now=NOW + DAY)
    assert token_of(patient, now=NOW + 40 * DAY) is not None


def archive(patient: Patient, by: User) -> None:
    archive_patient(patient, by=by, now=NOW)


def change_number(patient: Patient, by: User) -> None:
    change_patient(patient, {"phone": "+16045550177"}, by=by, now=NOW)


@pytest.mark.parametrize("end", [archive, change_number])
def test_it_ends_with_the_number_and_with_the_patient_s_place(
    patient: Patient, end: Callable[[Patient, User], None]
) -> None:
    token = given(patient)
    end(patient, make.staff(patient.clinic).user)
    assert opened(token) is None
    assert Link.objects.get().revoked_at == NOW


def test_a_number_that_comes_back_gets_a_new_link(patient: Patient) -> None:
    number, by = patient.phone, make.staff(patient.clinic).user
    old = given(patient)
    change_number(patient, by)
    change_patient(patient, {"phone": number}, by=by, now=NOW)
    assert given(patient, NOW + DAY) != old


def test_an_archived_patient_gets_none(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    archive(patient, by)
    with pytest.raises(PatientIsArchived):
        link_for(patient, by=by, links=LINKS, now=NOW)


# --- in the texts ------------------------------------------------------------------------------------------
@pytest.fixture
def due(patient: Patient) -> Patient:
    make.assignment(patient)
    make.reminder_setting(patient, time(9, 5))
    return patient


DUE = NOW + timedelta(minutes=5)


def write(links: LinkMaker | None = LINKS) -> list[Outgoing]:
    plan_due(now=DUE)
    worker = uuid4()
    claimed = claim_due(now=DUE, worker=worker, lease=timedelta(seconds=60), limit=100)
    return write_claimed(claimed, now=DUE, worker=worker, links=links).outgoing


def test_a_reminder_ends_on_a_link_that_opens_its_patient_s_plan(due: Patient) -> None:
    [text] = write()
    address, token = text.body[:-16], text.body[-16:]
    assert address.endswith("STOP ends texts. Today's exercises: https://h.example/t/")
    assert opened(token, DUE) == due
    assert segments(text.body).count <= 2
    kept = Message.objects.get().body
    assert token not in kept
    assert kept == address + "*" * 16


@pytest.mark.parametrize("why", ["the clinic does not want it", "nobody makes links", "staff revoked it"])
def test_a_reminder_goes_without_a_link(due: Patient, why: str) -> None:
    if why == "the clinic does not want it":
        type(due.clinic).objects.update(link_in_reminders=False)
    if why == "staff revoked it":
        given(due)
        revoke_links(due, by=make.staff(due.clinic).user, now=NOW)
    [text] = write(None if why == "nobody makes links" else LINKS)
    assert text.body.endswith("STOP ends texts.")


@pytest.mark.parametrize("revoked", [False, True])
def test_a_text_that_goes_again_carries_the_link_again(due: Patient, revoked: bool) -> None:
    [first] = write()
    answer = Refused("20429", RefusalKind.RETRY_LATER)
    settle_answer(first.message_id, answer, attempt=first.attempt, now=DUE)
    later = DUE + timedelta(minutes=10)
    if revoked:
        revoke_links(due, by=make.staff(due.clinic).user, now=DUE)
    [second] = write_again(now=later, limit=10, links=LINKS).outgoing
    assert (second.body == first.body) is not revoked
    assert second.body[:-16] == first.body[:-16]
    assert "*" not in second.body
    assert opened(second.body[-16:], later) == (None if revoked else due)


def test_a_text_with_a_link_is_found_in_the_provider_s_list(due: Patient) -> None:
    [text] = write()
    gateway = RecordingGateway(now=lambda: DUE)
    sid = gateway.take(text).sid
    settle_answer(text.message_id, Unknown("timeout"), attempt=text.attempt, now=DUE)
    settled = settle_unknown(
        gateway,
        now=DUE + timedelta(minutes=1),
        look_up_after=timedelta(seconds=30),
        absent_after=timedelta(minutes=3),
    )
    assert (settled, Message.objects.get().sid) == (1, sid)


# --- on paper ----------------------------------------------------------------------------------------------
def on_paper(patient: Patient, now: datetime = NOW) -> str | None:
    return link_on_paper(patient, by=patient.user, links=LINKS, now=now)


def test_paper_carries_the_link_of_the_texts_and_that_it_was_printed_is_kept(patient: Patient) -> None:
    token = on_paper(patient)
    assert token is not None and token == token_of(patient) == on_paper(patient, NOW + 3 * DAY)
    assert opened(token, NOW + 16 * DAY) == patient
    link = Link.objects.get()
    kept = Change.objects.filter(what="link.printed").values_list("patient", "subject", "who")
    assert set(kept) == {(patient.pk, link.pk, patient.user_id)}


@pytest.mark.parametrize("why", ["archived", "frozen", "revoked", "revoked before there was one"])
def test_paper_carries_none_where_none_may_be_made(patient: Patient, why: str) -> None:
    by = make.staff(patient.clinic).user
    if why == "archived":
        archive_patient(patient, by=by, now=NOW)
    if why == "frozen":
        Patient.objects.update(number_frozen_at=NOW, number_frozen_because="wrong_number")
    if why == "revoked":
        given(patient)
    if why.startswith("revoked"):
        revoke_links(patient, by=by, now=NOW)
    before = set(Link.objects.values_list("pk", "revoked_at", "expires_at"))
    assert on_paper(Patient.objects.get()) is None
    assert set(Link.objects.values_list("pk", "revoked_at", "expires_at")) == before
    assert not Change.objects.filter(what="link.printed").exists()


def test_once_staff_made_a_link_again_paper_carries_it(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    revoke_links(patient, by=by, now=NOW)
    _, token = link_for(patient, by=by, links=LINKS, now=NOW)
    assert on_paper(patient) == token
