"""Personal links: made, renewed, opened, revoked."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from exercises.actions.keeping import keep_change, lock
from exercises.errors import PatientIsArchived
from exercises.models import Link, Patient, User
from exercises.models.bulk import insert_each
from exercises.rules.links import LinkMaker, digest, read_token

WRITTEN_EVERY = timedelta(hours=1)
"""A link in use is renewed at most so often: looking at the plan costs a write now and then."""

Numbers = Mapping[UUID, str]
"""Patients, and the number that each one's link is for."""


@transaction.atomic
def links_for(numbers: Numbers, *, links: LinkMaker, now: datetime) -> dict[UUID, str]:
    """The tokens of these patients' links, made or renewed, in a fixed number of queries.

    A patient whose link staff revoked has none until staff make one again.
    """
    rows = list(Link.objects.filter(patient__among=numbers).order_by("created_at"))
    newest = _newest(rows, numbers)
    # Whatever the number: what staff revoked last counts.
    last = {link.patient_id: link for link in rows}
    barred = {patient for patient, link in last.items() if link.revoked_by_id is not None}
    sound = {patient: link for patient, link in newest.items() if _opens(link, links, now)}
    _renew(sound.values(), links, now)
    _retire((link for patient, link in newest.items() if patient not in sound), now)
    missing = {
        patient: number
        for patient, number in numbers.items()
        if patient not in sound and patient not in barred
    }
    if missing:
        _make(missing, links, now)
        made = Link.objects.filter(patient__among=missing).order_by("created_at")
        sound |= {
            patient: link for patient, link in _newest(made, missing).items() if _opens(link, links, now)
        }
    return {patient: links.token(link.pk) for patient, link in sound.items()}


@transaction.atomic
def link_for(patient: Patient, *, by: User | None, links: LinkMaker, now: datetime) -> tuple[Link, str]:
    """The patient's link to the present number, made or renewed, and its token; also after staff revoked one.

    Raises PatientIsArchived.
    """
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    numbers = {patient.pk: patient.phone}
    newest = Link.objects.filter(patient=patient, number=patient.phone).order_by("created_at").last()
    if newest is None or newest.revoked_at is not None:
        _make(numbers, links, now)
    token = links_for(numbers, links=links, now=now)[patient.pk]
    link = Link.objects.get(digest=digest(token))
    keep_change("link.given", clinic=patient.clinic_id, who=by, now=now, patient=patient, subject=link.pk)
    return link, token


@transaction.atomic
def link_on_paper(patient: Patient, *, by: User | None, links: LinkMaker, now: datetime) -> str | None:
    """The token of the link to the patient's present number, made or renewed, for a sheet of paper.

    None where paper must not carry one: the patient is archived, the number is frozen, or staff revoked the links.
    """
    lock(patient)
    if patient.archived_at is not None or patient.number_frozen_at is not None:
        return None
    token = links_for({patient.pk: patient.phone}, links=links, now=now).get(patient.pk)
    if token is not None:
        link = Link.objects.get(digest=digest(token))
        keep_change(
            "link.printed", clinic=patient.clinic_id, who=by, now=now, patient=patient, subject=link.pk
        )
    return token


def _newest(links: Iterable[Link], numbers: Numbers) -> dict[UUID, Link]:
    """Of each patient the newest link to that number; `links` come oldest first."""
    return {link.patient_id: link for link in links if link.number == numbers[link.patient_id]}


def _opens(link: Link, links: LinkMaker, now: datetime) -> bool:
    """Whether the link works, and is one that the present secret makes."""
    return link.revoked_at is None and link.expires_at > now and link.digest == digest(links.token(link.pk))


def _renew(sound: Iterable[Link], links: LinkMaker, now: datetime) -> None:
    """Lets those live on of which that was not written lately; what another process has locked it renews itself."""
    expires_at = now + links.life
    due = [link.pk for link in sound if link.expires_at <= expires_at - WRITTEN_EVERY]
    if due:
        free = Link.objects.live(now).filter(pk__among=due).select_for_update(skip_locked=True)
        Link.objects.filter(pk__among=list(free.values_list("pk", flat=True))).update(expires_at=expires_at)


def _retire(old: Iterable[Link], now: datetime) -> None:
    """Makes room for the next ones."""
    ids = sorted(link.pk for link in old if link.revoked_at is None)
    if ids:
        Link.objects.filter(pk__among=ids, revoked_at__isnull=True).update(revoked_at=now)


def _make(numbers: Numbers, links: LinkMaker, now: datetime) -> None:
    """Where another process makes one at the same moment, that one stands."""
    rows = [(pk, patient, number, digest(links.token(pk))) for pk, (patient, number) in _with_ids(numbers)]
    insert_each(
        Link,
        ("id", "patient", "number", "digest"),
        rows,
        same={"created_at": now, "expires_at": now + links.life},
    )


def _with_ids(numbers: Numbers) -> Iterable[tuple[UUID, tuple[UUID, str]]]:
    """In one order, so that two processes that make the same ones do not wait for each other."""
    return ((uuid4(), pair) for pair in sorted(numbers.items()))


def open_link(token: str, *, life: timedelta, now: datetime) -> Patient | None:
    """The patient whose link it is, with the clinic; None for one that is wrong, old or revoked.

    Opening it renews it. It ends with the patient's number and when the patient is archived.
    """
    read = read_token(token)
    if read is None:
        return None
    link = Link.objects.live(now).filter(digest=digest(read)).select_related("patient__clinic").first()
    if link is None or link.patient.archived_at is not None or link.patient.phone != link.number:
        return None
    if link.patient.number_frozen_at is not None:
        return None
    if link.last_used_at is None or now - link.last_used_at >= WRITTEN_EVERY:
        Link.objects.live(now).filter(pk=link.pk).update(last_used_at=now, expires_at=now + life)
    return link.patient


@transaction.atomic
def revoke_links(patient: Patient, *, by: User, now: datetime) -> int:
    """Ends the patient's links with the next request; returns how many there were.

    No text carries one until staff make one again.
    """
    lock(patient)
    ended = _unrevoked(patient).update(revoked_at=now, revoked_by=by)
    newest = Link.objects.filter(patient=patient).order_by("created_at").last()
    is_barred = newest is not None and newest.revoked_by_id is not None
    if not is_barred:
        # None was made yet, or it was replaced: this row alone says that none is wanted.
        Link.objects.create(
            patient=patient,
            number=patient.phone,
            digest=digest(uuid4().hex),
            created_at=now,
            expires_at=now,
            revoked_at=now,
            revoked_by=by,
        )
    if ended or not is_barred:
        keep_change("links.revoked", clinic=patient.clinic_id, who=by, now=now, patient=patient)
    return ended


def end_links(patient: Patient, *, now: datetime) -> None:
    """Ends the links of a patient whose number changed, or who is archived."""
    _unrevoked(patient).update(revoked_at=now)


def _unrevoked(patient: Patient) -> QuerySet[Link]:
    return Link.objects.filter(patient=patient, revoked_at__isnull=True)
