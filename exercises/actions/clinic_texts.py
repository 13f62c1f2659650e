"""A clinic puts its own words in place of a standard text, or takes them back."""

from datetime import date, datetime

from django.db import transaction

from exercises.actions.keeping import keep_change
from exercises.errors import Invalid, NotFound
from exercises.models import Clinic, ClinicText, User
from exercises.reads.clinic_texts import sender_words
from exercises.rules.own_texts import CHANGEABLE, problems
from exercises.rules.wording import LANGUAGES


@transaction.atomic
def set_text(
    clinic: Clinic,
    name: str,
    language: str,
    body: str,
    *,
    reviewed_by: str = "",
    reviewed_on: date | None = None,
    by: User | None,
    now: datetime,
) -> ClinicText:
    """The clinic texts `body` from now on. Raises Invalid with all that is wrong with it.

    `reviewed_by` is who signed these words off. NotFound for a text or a language that is not there to be changed.
    """
    check_name(name, language)
    if wrong := problems(name, language, body, sender_words(clinic)):
        raise Invalid.field("body", *wrong)
    if bool(reviewed_by) != bool(reviewed_on):
        raise Invalid.field("reviewed_on", "Give both who signed the text off and on which day, or neither.")
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    before = _stored(clinic, name, language)
    values = {"body": body, "reviewed_by": reviewed_by, "reviewed_on": reviewed_on}
    own, _ = ClinicText.objects.update_or_create(
        clinic=clinic, name=name, language=language, defaults={**values, "changed_by": by, "changed_at": now}
    )
    keep_change(
        "text.changed",
        clinic=clinic,
        who=by,
        now=now,
        before=before,
        after={"name": name, "language": language, **values},
    )
    return own


@transaction.atomic
def drop_text(clinic: Clinic, name: str, language: str, *, by: User | None, now: datetime) -> None:
    """The standard text goes again. Nothing to do where there is no own text."""
    check_name(name, language)
    before = _stored(clinic, name, language)
    if ClinicText.objects.filter(clinic=clinic, name=name, language=language).delete()[0]:
        keep_change("text.dropped", clinic=clinic, who=by, now=now, before=before)


def check_name(name: str, language: str) -> None:
    if name not in CHANGEABLE or language not in LANGUAGES:
        raise NotFound(f"There is no such text to change. Languages: {', '.join(LANGUAGES)}.")


def _stored(clinic: Clinic, name: str, language: str) -> dict[str, object]:
    names = ("name", "language", "body", "reviewed_by", "reviewed_on")
    return ClinicText.objects.filter(clinic=clinic, name=name, language=language).values(*names).first() or {}
