"""Playing the patient: a text comes in, the application is told, and what it answers is sent."""

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import phonenumbers

from backend.sms.sandbox import segments, twiml
from backend.sms.sandbox.delivery import Delivery
from backend.sms.sandbox.ledger import Draft, Ledger, Message
from backend.sms.sandbox.messages import E164, LONGEST_BODY, MOST_MEDIA, SENDER, is_address, stop_keys
from backend.sms.sandbox.web import Request, Response, first, json_response
from backend.sms.sandbox.webhooks import Answer, Webhooks

STOP_WORDS = frozenset({"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})
STOPPED_TEXT = (
    "You are unsubscribed and will get no more messages from this number. Reply START to resubscribe."
)
STARTED_TEXT = (
    "You are subscribed again and will get messages from this number. Reply HELP for help, STOP to end."
)
HELP_TEXT = "Reply STOP to unsubscribe. Message and data rates may apply."
UNSUBSCRIBED = 21610


class BadReplyError(Exception):
    """The form of a reply is wrong: the field, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Text:
    """What the patient sends."""

    sender: str
    recipient: str
    body: str
    media: tuple[str, ...]


class Patient:
    def __init__(
        self,
        account_sid: str,
        webhook: str,
        number: str,
        ledger: Ledger,
        delivery: Delivery,
        webhooks: Webhooks,
        *,
        keywords: bool = True,
    ) -> None:
        self._account_sid = account_sid
        self._webhook = webhook
        self._number = number
        self._ledger = ledger
        self._delivery = delivery
        self._webhooks = webhooks
        self._keywords = keywords

    def answer(self, request: Request) -> Response:
        """`POST /reply`: the TwiML that came back, or 502 with the reason why none did."""
        try:
            message = self._received(request.form)
        except BadReplyError as error:
            return json_response({"error": str(error)}, 400)
        answer = self._webhooks.post_once(self._webhook, self._fields(message))
        said = {"X-Message-Sid": message.sid}
        if answer.status is None or not 200 <= answer.status < 300:
            return json_response({"error": _why(answer), "code": 11200, "sid": message.sid}, 502, said)
        try:
            replies = twiml.read(answer.body, answer.content_type, address=self._webhook)
        except twiml.BadTwimlError as error:
            return json_response({"error": str(error), "sid": message.sid}, 502, said)
        for reply in replies:
            self._send(reply, message)
        return Response(200, answer.body, answer.content_type or "text/xml", said)

    def _received(self, form: Mapping[str, list[str]]) -> Message:
        """The inbound message: an earlier one when its sid is given, else a new one, written down."""
        if sid := first(form, "sid"):
            earlier = self._ledger.get(sid)
            if earlier is None or earlier.direction != "in":
                raise BadReplyError("sid: there is no inbound message of this name")
            return earlier
        text = _read(form, otherwise_to=self._number)
        service = self._ledger.service_between(text.recipient, text.sender)
        message = self._ledger.add(
            Draft(
                direction="in",
                sender=text.sender,
                recipient=text.recipient,
                body=text.body,
                media=text.media,
                origin="patient",
                status="received",
                service=service,
            )
        )
        if self._keywords:
            self._obey_keyword(message)
        return message

    def _obey_keyword(self, message: Message) -> None:
        """STOP, START and HELP, when they are the whole message, are answered by the provider itself."""
        word = message.body.strip().upper()
        keys = stop_keys(message.recipient, message.service)
        if word in STOP_WORDS and self._ledger.stop(keys, message.sender):
            self._say(STOPPED_TEXT, message)
        elif word in START_WORDS and self._ledger.resume(keys, message.sender):
            self._say(STARTED_TEXT, message)
        elif word in HELP_WORDS:
            self._say(HELP_TEXT, message)

    def _say(self, text: str, to: Message) -> None:
        self._delivery.accept(_outgoing(twiml.Reply(text), to, origin="provider"))

    def _send(self, reply: twiml.Reply, inbound: Message) -> None:
        draft = _outgoing(reply, inbound, origin="twiml")
        refused = _refused(draft)
        if self._ledger.is_stopped(stop_keys(draft.sender, draft.service), draft.recipient):
            refused = UNSUBSCRIBED
        if refused is None:
            self._delivery.accept(draft)
        else:
            self._delivery.note_refused(draft, refused)

    def _fields(self, message: Message) -> dict[str, str]:
        fields = {
            "AccountSid": self._account_sid,
            "ApiVersion": "2010-04-01",
            "Body": message.body,
            "From": message.sender,
            "FromCountry": _country(message.sender),
            "MessageSid": message.sid,
            "NumMedia": str(len(message.media)),
            "NumSegments": str(segments.count(message.body)),
            "SmsMessageSid": message.sid,
            "SmsSid": message.sid,
            "SmsStatus": "received",
            "To": message.recipient,
            "ToCountry": _country(message.recipient),
        }
        if message.service:
            fields["MessagingServiceSid"] = message.service
        for number, address in enumerate(message.media):
            fields[f"MediaUrl{number}"] = address
            fields[f"MediaContentType{number}"] = (
                mimetypes.guess_type(address)[0] or "application/octet-stream"
            )
        return fields


def _outgoing(reply: twiml.Reply, inbound: Message, *, origin: Literal["twiml", "provider"]) -> Draft:
    return Draft(
        direction="out",
        sender=reply.sender or inbound.recipient,
        recipient=reply.recipient or inbound.sender,
        body=reply.body,
        media=reply.media,
        origin=origin,
        status="queued",
        service=inbound.service,
        callback=reply.callback if reply.callback and is_address(reply.callback) else None,
    )


def _refused(draft: Draft) -> int | None:
    """The provider's code for an answer that cannot be sent at all."""
    if not draft.body and not draft.media:
        return 21602
    if len(draft.body) > LONGEST_BODY:
        return 21617
    return None if E164.fullmatch(draft.recipient) else 21211


def _read(form: Mapping[str, list[str]], *, otherwise_to: str) -> Text:
    text = Text(
        sender=_number(first(form, "from")),
        recipient=_number(first(form, "to")) or otherwise_to,
        body=first(form, "body"),
        media=tuple(address for address in form.get("media", []) if address),
    )
    if not E164.fullmatch(text.sender):
        raise BadReplyError("from: must be a telephone number such as +16045550101")
    if not SENDER.fullmatch(text.recipient):
        raise BadReplyError("to: must be the number that texts come from, such as +15005550006")
    if len(text.body) > LONGEST_BODY:
        raise BadReplyError(f"body: longer than {LONGEST_BODY} characters")
    if not text.body and not text.media:
        raise BadReplyError("body: missing")
    if len(text.media) > MOST_MEDIA or not all(is_address(address) for address in text.media):
        raise BadReplyError(f"media: must be at most {MOST_MEDIA} addresses that begin with http")
    return text


def _number(given: str) -> str:
    """The number as meant: a script that forgets to encode its plus sign has sent a space in its place."""
    return "+" + given.strip() if re.fullmatch(r" [0-9]+\s*", given) else given.strip()


def _country(number: str) -> str:
    """The region code of a number, "" where it tells none (an invented +1 604 555 number tells CA)."""
    if not re.fullmatch(r"\+[0-9]+", number):
        return ""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _why(answer: Answer) -> str:
    return (
        answer.problem.partition(": ")[2]
        if answer.status is None
        else f"the application answered {answer.status}"
    )
