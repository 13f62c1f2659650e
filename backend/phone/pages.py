"""The page behind a personal link: today's plan and its check-in, for a phone that never signed in.

Plain HTML that needs no script. The token in the address is the credential: no cookie is read or set.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_request, gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rest_framework.throttling import SimpleRateThrottle

from backend import clock
from backend.phone.form import OUTCOMES, CheckInForm
from backend.pictures.addresses import addresses
from backend.wiring import link_maker
from exercises.actions.check_in import is_high, record_check_in
from exercises.actions.concerns import write_concern
from exercises.actions.links import open_link
from exercises.actions.safety import safety_text
from exercises.errors import SessionNotExpected
from exercises.models import CheckIn, Patient
from exercises.reads.alerts import safety_answer_to
from exercises.reads.record import check_in_since
from exercises.reads.today import today
from exercises.rules.redflags import screen
from exercises.rules.sessions import local_date
from exercises.rules.wording import spoken
from exercises.terms import CheckInSource, Outcome, PictureKind, Theme

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
NOTED_FOR = timedelta(hours=12)
"""So long the address to which a check-in leads shows what was noted."""

LONGEST_WORDS = 4000
"""So much is kept of words of danger that were too long for a note."""

DIALLED = re.compile(r"\+?[0-9][0-9 ().-]*")


class LinkThrottle(SimpleRateThrottle):
    """Counts what is asked with a patient's link, and what an address asks with such as open nothing.

    Patients behind one address, as those of one phone company are, do not use up each other's share.
    """

    scope = "link"

    def __init__(self, patient: Patient | None):
        super().__init__()
        self._patient = patient

    def get_cache_key(self, request: Any, view: Any) -> str:
        return f"link:{self._patient.pk if self._patient else self.get_ident(request)}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, token: str) -> HttpResponse:
    """The plan of the day, and the check-in for it. Looking only renews the link: phones look ahead at those
    in texts."""
    now = clock.now()
    patient = open_link(token, life=link_maker().life, now=now)
    throttle: Any = LinkThrottle(patient)
    with override(spoken(patient.language if patient else get_language_from_request(request))):
        if not throttle.allow_request(request, None):
            wait_s = int(throttle.wait() or 0) + 1
            return _answer("later", {"wait_s": wait_s}, 429, {"Retry-After": str(wait_s)})
        if patient is None:
            return _answer("lost", {"days": settings.LINK_DAYS}, 404)
        if request.method == "POST":
            return _report(request, patient, now)
        return _today(patient, now, noted=_noted(request, patient, now))


def _report(request: HttpRequest, patient: Patient, now: datetime) -> HttpResponse:
    """Keeps the check-in and sends the browser back to the page, so that going back or on sends nothing twice."""
    form = CheckInForm(request.POST, today=local_date(now, patient.timezone))
    if form.is_valid():
        try:
            kept, _ = record_check_in(patient, form.given(), source=CheckInSource.LINK, now=now)
        except SessionNotExpected:
            form.add_error("session", gettext("Nothing is asked for there any more. Here is today."))
        else:
            there = f"{request.path}?noted={kept.client_id}"
            return HttpResponse(status=303, headers={**HEADERS, "Location": there})
    # First the page: the alert holds the plan, and with it the form that may still be mended.
    answer = _today(patient, now, form=form, status=400)
    _keep_danger(form, patient, now)
    return answer


def _keep_danger(form: CheckInForm, patient: Patient, now: datetime) -> None:
    """Words of danger raise their alert although the check-in they came with cannot be kept."""
    note = str(form["note"].value() or "").replace("\x00", "")[:LONGEST_WORDS]
    if screen(note).flagged:
        told = uuid5(patient.pk, f"{now:%Y-%m-%dT%H}/{note}")  # sent twice within the hour it is one
        write_concern(patient, note, client_id=told, now=now)


def _today(
    patient: Patient,
    now: datetime,
    *,
    form: CheckInForm | None = None,
    noted: CheckIn | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = today(patient, now=now, addresses=addresses)
    day, sessions = date.fromisoformat(shown["date"]), shown["sessions"]
    form = form or CheckInForm(today=day)
    still_open = [one["round"] for one in sessions if one["state"] == "open"]
    form.offer(shown["rounds"], still_open[0] if still_open else 1)
    return _answer(
        "today",
        {
            "first_name": patient.first_name,
            "day": day,
            "reason": shown["reason"],
            "exercises": [
                {
                    **one,
                    "pictures": _pictures(one["pictures"]),
                    "motion": _motion(one["pictures"]),
                    "clips": _clips(one["pictures"]),
                }
                for one in shown["exercises"]
            ],
            "told": [_told(one) for one in sessions if one["state"] != "open" or one["pain"] is not None],
            "rounds": shown["rounds"],
            "is_done": bool(sessions) and not still_open,
            "form": form,
            "noted": noted
            and {"said": _said(noted.outcome, noted.pain), "high": is_high(noted.pain, patient)},
            "danger": _danger(form, noted, patient),
            **_numbers(shown["clinic"]),
        },
        status,
    )


def _noted(request: HttpRequest, patient: Patient, now: datetime) -> CheckIn | None:
    """The check-in that the browser was just sent back from."""
    try:
        client_id = UUID(request.GET.get("noted", ""))
    except ValueError:
        return None
    return check_in_since(patient.pk, client_id, since=now - NOTED_FOR)


def _danger(form: CheckInForm, noted: CheckIn | None, patient: Patient) -> str:
    """The fixed text that answers a note which may tell of something serious, also of one that is not kept yet."""
    if noted is not None:
        answer = safety_answer_to(noted)
        return answer["text"] if answer else ""
    found = screen(form["note"].value() or "")
    return safety_text(found, patient.clinic, patient.language) if found.flagged else ""


def _told(session: Mapping[str, Any]) -> dict[str, Any]:
    outcome = None if session["state"] == "open" else session["state"]
    return {"round": session["round"], "said": _said(outcome, session["pain"])}


def _said(outcome: str | None, pain: int | None) -> str:
    parts = [str(OUTCOMES[Outcome(outcome)])] if outcome else []
    if pain is not None:
        parts.append(gettext("pain %(pain)s of 10") % {"pain": pain})
    return ", ".join(parts)


def _pictures(pictures: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each still once, in its narrowest width, with the others for finer screens, and all of them for dark ones."""
    by_order: dict[int, list[Mapping[str, Any]]] = {}
    for one in pictures:
        if one["kind"] in (PictureKind.POSE, PictureKind.PHOTO):
            by_order.setdefault(one["order"], []).append(one)
    found = []
    for files in by_order.values():
        light = [one for one in files if one["theme"] != Theme.DARK]
        dark = [one for one in files if one["theme"] == Theme.DARK]
        found.append({**light[0], "srcset": _srcset(light), "dark": _srcset(dark)})
    return found


def _motion(pictures: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The moving picture, which is only loaded by whoever wants to see it move."""
    by_theme = {one["theme"]: one for one in pictures if one["kind"] == PictureKind.MOTION}
    if Theme.LIGHT not in by_theme:
        return None
    return {**by_theme[Theme.LIGHT], "dark": by_theme[Theme.DARK]["path"]}


def _clips(pictures: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in pictures if one["kind"] == PictureKind.CLIP]


def _srcset(widths: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(f"{one['path']} {one['width']}w" for one in widths)


def _numbers(clinic: Mapping[str, str]) -> dict[str, Any]:
    """Whom to call, each number with its link for the phone."""
    told = ("phone", "urgent_line", "emergency_number")
    return {"clinic": clinic["name"], "calls": {name: _call(clinic[name]) for name in told if clinic[name]}}


def _call(number: str) -> dict[str, str]:
    dialled = DIALLED.match(number)
    return {"shown": number, "dialled": re.sub(r"[^+0-9]", "", dialled[0]) if dialled else ""}


def _answer(
    page: str, shown: Mapping[str, Any], status: int, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    # Without the request: what the page shows hangs on nothing that a cookie could say.
    content = render_to_string(f"phone/{page}.html", {"language": get_language(), **shown})
    return HttpResponse(content, status=status, headers={**HEADERS, **(headers or {})})
