"""Twilio's webhooks: a text came in, or a text of ours moved on. Both are signed, both may come twice."""

from uuid import UUID

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.twiml.messaging_response import MessagingResponse

from backend import clock
from backend.pictures.addresses import media_address, picture_link
from backend.sms.addresses import status_address
from backend.sms.codes import refusal_for
from backend.sms.keywords import answered_by_provider
from backend.sms.signature import is_genuine
from exercises.actions.delivery import record_report
from exercises.actions.opting import is_opted_out
from exercises.actions.receive import Inbound, clinic_reached, receive_text
from exercises.models import Message
from exercises.rules.pictures import TextedPicture

log = structlog.get_logger(__name__)

MOST_MEDIA = 10
LONGEST_NUMBER = 16
"""Of E.164, its plus sign included. What is longer comes by another channel than text."""


def _genuine(request: HttpRequest) -> bool:
    return is_genuine(
        url=settings.PUBLIC_URL + request.get_full_path(),
        params={name: request.POST.getlist(name) for name in request.POST},
        signature=request.headers.get("X-Twilio-Signature", ""),
        tokens=[settings.TWILIO_AUTH_TOKEN, *settings.TWILIO_AUTH_TOKENS_ALSO_VALID],
    )


def _said(request: HttpRequest, name: str) -> str:
    """A field of the form; NUL, which no database keeps, is taken out."""
    return request.POST.get(name, "").replace("\x00", "")


@csrf_exempt
@require_POST
def inbound(request: HttpRequest) -> HttpResponse:
    """A patient's text. Answered with TwiML; the same MessageSid again gets the same answer."""
    if not _genuine(request):
        log.warning("inbound_signature_refused")
        return HttpResponseForbidden("The signature does not match.")
    sid, sender, to = _said(request, "MessageSid"), _said(request, "From"), _said(request, "To")
    if not (sid and sender and to) or len(sid) > 64 or len(sender) > LONGEST_NUMBER or len(to) > 34:
        return HttpResponseBadRequest("MessageSid, From and To are needed; From is a phone number.")
    body, service = _said(request, "Body"), _said(request, "MessagingServiceSid")
    clinic = clinic_reached(to, service)
    if clinic is None:
        log.error("inbound_for_no_clinic", sid=sid)
        return _twiml(None)
    keyword = _said(request, "OptOutType").upper()
    by_provider = bool(keyword) or answered_by_provider(
        body, opted_out=is_opted_out(clinic, sender), opt_out_by=settings.SMS_OPT_OUT_BY
    )
    answer = receive_text(
        Inbound(sid, sender, to, body, _media(request), service, keyword, by_provider),
        now=clock.now(),
        by_webhook=True,
        picture_link=lambda picture: picture_link(settings.PUBLIC_URL, picture, now=clock.now()),
    )
    log.info("inbound_received", sid=sid, answered=answer is not None)
    return _twiml(answer)


def _media(request: HttpRequest) -> tuple[str, ...]:
    addresses = (_said(request, f"MediaUrl{number}") for number in range(MOST_MEDIA))
    return tuple(address for address in addresses if address)


def _twiml(answer: Message | None) -> HttpResponse:
    response = MessagingResponse()
    if answer is not None:
        callback = status_address(settings.PUBLIC_URL, answer.pk)
        message = response.message(None if answer.media else answer.body, status_callback=callback)
        if answer.media:
            message.body(answer.body)
        for picture in answer.media:
            message.media(media_address(settings.PUBLIC_URL, TextedPicture.read(picture), now=clock.now()))
    return HttpResponse(str(response), content_type="text/xml; charset=utf-8")


@csrf_exempt
@require_POST
def status(request: HttpRequest, message_id: str) -> HttpResponse:
    """What became of a text of ours. An unknown id is answered 200, so that Twilio stops repeating it."""
    if not _genuine(request):
        log.warning("status_signature_refused")
        return HttpResponseForbidden("The signature does not match.")
    sid, word, code = (
        _said(request, "MessageSid"),
        _said(request, "MessageStatus"),
        _said(request, "ErrorCode")[:12],
    )
    if not (sid and word) or len(sid) > 64:
        return HttpResponseBadRequest("MessageSid and MessageStatus are needed.")
    try:
        known = record_report(
            UUID(message_id),
            sid=sid,
            word=word,
            error_code=code,
            error_kind=refusal_for(code) if code else None,
            now=clock.now(),
        )
    except ValueError:
        known = False
    log.info("status_received", message=message_id[:36], status=word[:24], error=code, known=known)
    return HttpResponse(status=200)
