"""The Messages resource of the REST API: create, fetch, list."""

import base64
import hmac
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import formatdate
from urllib.parse import urlencode, urlsplit

from backend.sms.sandbox import segments
from backend.sms.sandbox.delivery import Delivery
from backend.sms.sandbox.errors import (
    REFUSED_RECIPIENTS,
    REFUSED_SENDERS,
    ApiError,
    method_not_allowed,
    not_found,
)
from backend.sms.sandbox.faults import ON_CREATE, Fault, Faults
from backend.sms.sandbox.ledger import Draft, Filter, Ledger, Message
from backend.sms.sandbox.web import DROPPED, Request, Response, first, json_response

API = "/2010-04-01"
LONGEST_BODY = 1600
MOST_MEDIA = 10
LONGEST_VALIDITY_S = 36000
DAY_S = 24 * 60 * 60
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
SENDER = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &_+-]{1,11}")
SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
HOST = re.compile(r"[A-Za-z0-9.:-]+")
NOT_PLAYED = ("ContentSid", "SendAt", "ScheduleType")
DIRECTIONS = {"api": "outbound-api", "twiml": "outbound-reply", "provider": "outbound-reply"}


def stop_keys(sender: str, service: str | None) -> list[str]:
    """Whom a STOP to this sender silences: its whole Messaging Service, and the number itself."""
    return [service, sender] if service else [sender]


class Messages:
    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        number: str,
        *,
        ledger: Ledger,
        faults: Faults,
        delivery: Delivery,
    ) -> None:
        self._credentials = f"{account_sid}:{auth_token}".encode()
        self._account = f"{API}/Accounts/{account_sid}"
        self._collection = f"{self._account}/Messages.json"
        self._one = re.compile(rf"{re.escape(self._account)}/Messages/(?:SM|MM)[0-9a-f]{{32}}\.json")
        self._account_sid = account_sid
        self._number = number
        self._ledger = ledger
        self._faults = faults
        self._delivery = delivery

    def answer(self, request: Request) -> Response:
        try:
            self._authenticate(request)
            return self._route(request)
        except ApiError as error:
            headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if error.status == 401 else {}
            return json_response(error.as_json(), error.status, headers)

    def _authenticate(self, request: Request) -> None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            credentials = base64.b64decode(given) if scheme.lower() == "basic" else b""
        except ValueError:
            credentials = b""
        if not hmac.compare_digest(credentials, self._credentials):
            raise ApiError(20003, "Authenticate", 401)
        named = re.match(rf"{API}/Accounts/(AC[0-9a-f]{{32}})(?=[/.])", request.path)
        if named and named[1] != self._account_sid:
            raise ApiError(20003, "Authenticate", 401)

    def _route(self, request: Request) -> Response:
        if request.path == self._collection:
            if request.method == "POST":
                return self._create(request)
            read = self._list
        elif self._one.fullmatch(request.path):
            read = self._fetch
        else:
            raise not_found(request.path)
        if request.method != "GET":
            raise method_not_allowed()
        return _befall(self._faults.draw_on_read()) or read(request)

    def _create(self, request: Request) -> Response:
        fault = self._faults.draw(*ON_CREATE)
        if refused := _befall(fault):
            return refused
        message = self._delivery.accept(self._draft(request.form))
        answer = json_response(self._resource(message), 201)
        return _befall_after(fault) or answer

    def _draft(self, form: Mapping[str, list[str]]) -> Draft:
        """What is asked for, or the ApiError that the provider would answer with."""
        for name in NOT_PLAYED:
            if first(form, name):
                raise ApiError(20001, f"{name} is not played by this stand-in")
        recipient, sender = first(form, "To"), first(form, "From")
        service = first(form, "MessagingServiceSid") or None
        _check_numbers(recipient, sender, service)
        body = first(form, "Body")
        media = tuple(address for address in form.get("MediaUrl", []) if address)
        _check_content(body, media)
        callback = first(form, "StatusCallback") or None
        if callback and not is_address(callback):
            raise ApiError(21609, "The 'StatusCallback' URL is not a valid URL")
        draft = Draft(
            direction="out",
            sender=sender or self._number,
            recipient=recipient,
            body=body,
            origin="api",
            status="accepted" if service else "queued",
            media=media,
            service=service,
            callback=callback,
            valid_for=_validity(first(form, "ValidityPeriod")),
        )
        if self._ledger.is_stopped(stop_keys(draft.sender, service), recipient):
            raise ApiError(21610, "Attempt to send to unsubscribed recipient")
        return draft

    def _fetch(self, request: Request) -> Response:
        sid = request.path.rpartition("/")[2].removesuffix(".json")
        message = self._ledger.get(sid)
        if message is None:
            raise not_found(request.path)
        return json_response(self._resource(message))

    def _list(self, request: Request) -> Response:
        query = request.query
        size = _whole(query, "PageSize", otherwise=50, least=1, most=1000)
        page = _whole(query, "Page", otherwise=0, least=0, most=10**9)
        token = first(query, "PageToken")
        if token and not re.fullmatch(r"PA[0-9]{1,18}", token):
            raise ApiError(20001, "Invalid PageToken")
        wanted = _filter(query)
        found = self._ledger.page(wanted, before=int(token[2:]) if token else None, limit=size + 1)
        shown = found[:size]
        kept = {name: values[0] for name, values in query.items() if name not in ("Page", "PageToken")}
        first_page = f"{self._collection}?{urlencode({**kept, 'PageSize': size, 'Page': 0})}"
        next_page = None
        if len(found) > size:
            after = {**kept, "PageSize": size, "Page": page + 1, "PageToken": f"PA{shown[-1].id}"}
            next_page = f"{self._collection}?{urlencode(after)}"
        return json_response(
            {
                "messages": [self._resource(message) for message in shown],
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(len(shown) - 1, 0),
                "uri": f"{self._collection}?{request.query_string}".removesuffix("?"),
                "first_page_uri": first_page,
                "next_page_uri": next_page,
                "previous_page_uri": None,
            }
        )

    def _resource(self, message: Message) -> dict[str, object]:
        uri = f"{self._account}/Messages/{message.sid}"
        chosen = not (message.service and message.status == "accepted")
        return {
            "account_sid": self._account_sid,
            "api_version": "2010-04-01",
            "body": message.body,
            "date_created": _rfc2822(message.created),
            "date_sent": _rfc2822(message.sent) if message.sent is not None else None,
            "date_updated": _rfc2822(message.updated),
            "direction": DIRECTIONS.get(message.origin, "inbound"),
            "error_code": message.error_code,
            "error_message": None,
            "from": message.sender if chosen else None,
            "messaging_service_sid": message.service,
            "num_media": str(len(message.media)),
            "num_segments": str(segments.count(message.body)) if chosen else "0",
            "price": None,
            "price_unit": "USD",
            "sid": message.sid,
            "status": message.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": message.recipient,
            "uri": f"{uri}.json",
        }


def _check_numbers(recipient: str, sender: str, service: str | None) -> None:
    if not recipient:
        raise ApiError(21604, "A 'To' phone number is required.")
    if not sender and not service:
        raise ApiError(21603, "A 'From' phone number is required.")
    if recipient in REFUSED_RECIPIENTS:
        raise ApiError(*REFUSED_RECIPIENTS[recipient])
    if not E164.fullmatch(recipient):
        raise ApiError(21211, f"Invalid 'To' Phone Number: {recipient[:40]}")
    if sender in REFUSED_SENDERS:
        raise ApiError(*REFUSED_SENDERS[sender])
    if sender and not SENDER.fullmatch(sender):
        raise ApiError(21212, f"Invalid 'From' Phone Number: {sender[:40]}")
    if service and not SERVICE.fullmatch(service):
        raise ApiError(21701, "The Messaging Service does not exist")
    if sender == recipient:
        raise ApiError(21266, "'To' and 'From' number cannot be the same")


def _check_content(body: str, media: tuple[str, ...]) -> None:
    if not body and not media:
        raise ApiError(21602, "Message body is required.")
    if len(body) > LONGEST_BODY:
        raise ApiError(21617, f"The concatenated message body exceeds the {LONGEST_BODY} character limit")
    if len(media) > MOST_MEDIA:
        raise ApiError(21623, f"Number of media files exceeds allowed limit of {MOST_MEDIA}")
    if not all(is_address(address) for address in media):
        raise ApiError(21620, "Invalid media URL(s)")


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host and HOST.fullmatch(host)) and len(text) <= 4000


def _validity(given: str) -> int:
    if not given:
        return LONGEST_VALIDITY_S
    if not re.fullmatch("[0-9]{1,5}", given) or not 1 <= int(given) <= LONGEST_VALIDITY_S:
        raise ApiError(90007, f"ValidityPeriod must be a whole number from 1 to {LONGEST_VALIDITY_S}")
    return int(given)


def _whole(query: Mapping[str, list[str]], name: str, *, otherwise: int, least: int, most: int) -> int:
    given = first(query, name)
    if not given:
        return otherwise
    if not re.fullmatch("[0-9]{1,10}", given) or not least <= int(given) <= most:
        raise ApiError(20001, f"{name} must be a whole number from {least} to {most}")
    return int(given)


def _filter(query: Mapping[str, list[str]]) -> Filter:
    since, until = None, None
    if given := first(query, "DateSent>"):
        since = _moment(given).timestamp()
    if given := first(query, "DateSent<"):
        until = _moment(given).timestamp()
    if given := first(query, "DateSent"):  # always the whole day, in UTC, also when given as a timestamp
        since = _moment(given).replace(hour=0, minute=0, second=0).timestamp()
        until = since + DAY_S - 1
    return Filter(first(query, "To") or None, first(query, "From") or None, since, until)


def _moment(given: str) -> datetime:
    """The instant a day or a timestamp names; a day is its midnight, and what says no zone is UTC."""
    try:
        moment = datetime.fromisoformat(given)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise ApiError(20001, "DateSent must be YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ") from error


def _befall(fault: Fault | None) -> Response | None:
    """What a fault does before the request is looked at: refuse, drop, or merely make wait."""
    if fault is None:
        return None
    if fault.name == "drop_before":
        return DROPPED
    if fault.name == "slow":
        time.sleep(fault.seconds)
    refusal = _REFUSALS.get(fault.name)
    if refusal is None:
        return None
    headers = {"Retry-After": f"{fault.retry_after:.0f}"} if fault.retry_after else {}
    return json_response(ApiError(*refusal).as_json(), refusal[2], headers)


def _befall_after(fault: Fault | None) -> Response | None:
    """What a fault does once the message is in the ledger."""
    if fault is None:
        return None
    if fault.name == "slow_after":
        time.sleep(fault.seconds)
    if fault.name == "drop_after":
        return DROPPED
    if fault.name == "500_after":
        return json_response(ApiError(*_REFUSALS["500_before"]).as_json(), 500)
    return None


_REFUSALS = {
    "429": (20429, "Too many concurrent requests", 429),
    "500_before": (20500, "Internal Server Error", 500),
    "503": (20503, "Service unavailable", 503),
}


def _rfc2822(at: float) -> str:
    return formatdate(at, usegmt=True).replace("GMT", "+0000")
