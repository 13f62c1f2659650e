"""Several processes share the clinics whose lists are read: each list by one of them, and all of them soon."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from exercises.actions.collect import READ_AT_ONCE, collect
from exercises.gateway import LookupFailed, ProviderMessage
from exercises.models import Clinic, Mark, Message
from tests import make
from tests.fakes import RecordingGateway
from tests.make import NOW

EVERY, SECOND, MINUTE = timedelta(seconds=30), timedelta(seconds=1), timedelta(minutes=1)


class Provider(RecordingGateway):
    """Keeps whose list was read, and whether a transaction was open then."""

    def __init__(self) -> None:
        super().__init__(now=lambda: NOW + SECOND)
        self.read: list[str] = []
        self.in_transaction: set[bool] = set()
        self.broken: set[str] = set()

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        self.read.append(sender)
        self.in_transaction.add(connection.in_atomic_block)
        if sender in self.broken:
            raise LookupFailed
        return super().received_by(sender, since=since)


def read(provider: Provider, now: datetime, every: timedelta = EVERY, **more: Any) -> int:
    return collect(
        provider, now=now, answered_by_provider=lambda _, __: False, picture_link=str, every=every, **more
    )


def clinics(count: int) -> list[Clinic]:
    """Clinics whose texts have been read until now."""
    made = [make.clinic() for _ in range(count)]
    Mark.objects.bulk_create(Mark(clinic=clinic, read_until=NOW) for clinic in made)
    return made


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, READ_AT_ONCE, READ_AT_ONCE + 1, 40, 2 * READ_AT_ONCE])
def test_all_clinics_are_read_in_one_go_and_each_once(count: int) -> None:
    made, provider = clinics(count), Provider()
    assert read(provider, NOW + MINUTE) == 0
    assert Counter(provider.read) == Counter(clinic.sender for clinic in made)
    assert set(Mark.objects.values_list("read_until", "try_at")) == {(NOW + MINUTE, NOW + MINUTE + EVERY)}


@pytest.mark.django_db
def test_side_by_side_each_text_is_kept_for_the_clinic_it_came_to(pool: ThreadPoolExecutor) -> None:
    made, provider = clinics(40), Provider()
    for number, clinic in enumerate(made):
        provider.receive("+16045550000", clinic.sender, f"text {number}")
    assert read(provider, NOW + MINUTE, lists=pool.map) == 40
    found = dict(Message.objects.filter(direction="in").values_list("clinic", "body"))
    assert found == {clinic.pk: f"text {number}" for number, clinic in enumerate(made)}


@pytest.mark.django_db
def test_a_list_that_was_read_is_left_alone_for_a_while_and_then_read_again() -> None:
    [clinic], provider = clinics(1), Provider()
    for after in (0, 10, 29, 30, 31, 59, 60):
        read(provider, NOW + after * SECOND)
    assert provider.read == [clinic.sender] * 3


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_waits_as_long_and_holds_no_other_up() -> None:
    made, provider = clinics(40), Provider()
    provider.broken = {made[0].sender}
    read(provider, NOW + MINUTE)
    assert len(provider.read) == 40
    assert Mark.objects.get(clinic=made[0]).read_until == NOW
    assert Mark.objects.filter(read_until=NOW + MINUTE).count() == 39
    provider.broken, provider.read = set(), []
    read(provider, NOW + MINUTE + EVERY - SECOND)
    assert provider.read == []
    read(provider, NOW + MINUTE + EVERY)
    assert provider.read[0] == made[0].sender  # it was read longest ago


@pytest.mark.django_db
def test_alone_and_without_a_pause_each_call_reads_all() -> None:
    made, provider = clinics(40), Provider()
    for _ in range(2):
        read(provider, NOW + MINUTE, every=timedelta(0))
    assert Counter(provider.read) == Counter({clinic.sender: 2 for clinic in made})


@pytest.mark.django_db
def test_a_new_clinic_is_read_from_the_next_call_on() -> None:
    provider = Provider()
    clinics(1)
    read(provider, NOW)
    new = make.clinic()
    read(provider, NOW + SECOND)
    assert provider.read[1:] == [new.sender]


@pytest.mark.django_db(transaction=True)
def test_processes_at_the_same_time_read_no_list_twice() -> None:
    made, provider, together = clinics(40), Provider(), Barrier(3)
    for clinic in made:
        provider.receive("+16045550000", clinic.sender, "hello")

    def process(_: int) -> int:
        try:
            together.wait(10)
            return read(provider, NOW + MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as processes:
        assert sum(processes.map(process, range(3))) == 40
    assert Counter(provider.read) == Counter(clinic.sender for clinic in made)
    assert provider.in_transaction == {False}
    assert Message.objects.filter(direction="in").count() == 40
