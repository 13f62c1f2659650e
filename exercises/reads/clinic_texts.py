"""A clinic's own texts, for whoever writes a text and for whoever changes them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from exercises.models import Clinic, ClinicText
from exercises.rules.own_texts import CHANGEABLE, Preview, Sender, kept_of, preview
from exercises.rules.wording import LANGUAGES, Own, say, template_of


def own_texts(clinics: Iterable[UUID]) -> dict[UUID, Own]:
    """The own texts of these clinics, for `say`. One query."""
    own: dict[UUID, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    rows = ClinicText.objects.filter(clinic__in=set(clinics)).order_by()
    for clinic, language, name, body in rows.values_list("clinic_id", "language", "name", "body"):
        own[clinic][language][name] = body
    return dict(own)


def own_texts_of(clinic: Clinic) -> Own:
    """The own texts of one clinic, for `say`. One query."""
    return own_texts([clinic.pk]).get(clinic.pk, {})


def emergency_number(clinic: Clinic, language: str) -> str:
    """What stands in a text for it: the clinic's, else words that say which number is meant."""
    return clinic.emergency_number or say("no_emergency_number", language, {})


def sender_words(clinic: Clinic) -> Sender:
    return Sender(clinic.name, clinic.sender, clinic.phone, clinic.emergency_number, clinic.urgent_line)


def preview_row(shown: Preview) -> dict[str, Any]:
    return {
        "sender": shown.sender,
        "text": shown.text,
        "lock_screen": shown.lock_screen,
        "encoding": shown.size.encoding,
        "segments": shown.size.count,
    }


def text_rows(clinic: Clinic, *, language: str | None = None) -> list[dict[str, Any]]:
    """Every text that the clinic may change, in every language or the one, with what goes out today. One query."""
    rows = ClinicText.objects.filter(clinic=clinic).select_related("changed_by__staff")
    own = {(row.language, row.name): row for row in rows}
    languages = [language] if language else list(LANGUAGES)
    return [_text_row(clinic, name, one, own.get((one, name))) for one in languages for name in CHANGEABLE]


def text_row(clinic: Clinic, name: str, language: str) -> dict[str, Any]:
    rows = ClinicText.objects.filter(clinic=clinic, name=name, language=language)
    return _text_row(clinic, name, language, rows.select_related("changed_by__staff").first())


def _text_row(clinic: Clinic, name: str, language: str, own: ClinicText | None) -> dict[str, Any]:
    kept, standard = kept_of(name), template_of(name, language)
    return {
        "name": name,
        "language": language,
        "standard": standard,
        "own": own.body if own else None,
        "may_hold": sorted(kept.may_hold),
        "must_hold": sorted(kept.placeholders),
        "must_say": list(kept.words),
        "changed_at": own.changed_at if own else None,
        "changed_by": _named(own) if own else "",
        "reviewed_by": own.reviewed_by if own else "",
        "reviewed_on": own.reviewed_on if own else None,
        "preview": preview_row(preview(language, own.body if own else standard, sender_words(clinic))),
    }


def _named(own: ClinicText) -> str:
    """Who wrote it: a member of staff by name; the operator has none."""
    staff = getattr(own.changed_by, "staff", None)
    return str(staff) if staff else "operator"
