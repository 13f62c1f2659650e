"""The gateway to Twilio, on its own package and a transport of ours."""

import logging
import re
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlencode, urlsplit

import certifi
import structlog
import urllib3
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance
from urllib3.exceptions import ConnectTimeoutError, HTTPError, SSLError

from backend import clock
from backend.pictures.addresses import media_address
from backend.sms.addresses import status_address
from backend.sms.codes import AMBIGUOUS, meaning_of, refusal_for
from exercises.gateway import Accepted, Answer, LookupFailed, Outgoing, ProviderMessage, Refused, Unknown
from exercises.rules.pictures import TextedPicture
from exercises.terms import Direction, RefusalKind

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 5.0
SHORTEST_VALIDITY = timedelta(seconds=6)
LONGEST_VALIDITY = timedelta(hours=10)
EXPIRED = "30036"

# How far the provider's clock, which shows whole seconds, may differ from ours.
CLOCK_SLACK = timedelta(seconds=30)
RECENT = 100
PAGE = 1000
MOST_LISTED = 20_000

# HTTP statuses that say the text was not taken. 408 does not say so, nor does anything from 500.
REFUSING = frozenset(range(400, 500)) - {408}
# What the twilio package raises when an answer is not the JSON object it expects.
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError)
LONG_NUMBER = re.compile(r"\+?\d[\d .()-]{5,}\d")


class PooledTransport(HttpClient):
    """Carries the package's requests to `api_url` over connections that stay open, one a thread.

    Each request is made once: no retries, no redirects. Proxies and .netrc of the environment are not
    read, and nothing is logged, because addresses hold phone numbers.
    """

    def __init__(self, api_url: str, *, timeout_seconds: float, threads: int) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False, timeout=timeout_seconds)
        self._base_path = urlsplit(api_url).path.rstrip("/")
        pools = urllib3.PoolManager(maxsize=threads, ca_certs=certifi.where())
        self._pool = pools.connection_from_url(api_url)

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        seconds = timeout or self.timeout
        answer = self._pool.urlopen(
            method,
            self._target(uri, params),
            body=urlencode(data, doseq=True) if data else None,
            headers={**(headers or {}), **_authorization(auth)},
            timeout=urllib3.Timeout(connect=min(CONNECT_SECONDS, seconds or CONNECT_SECONDS), read=seconds),
            retries=False,
            redirect=False,
        )
        return Response(answer.status, answer.data.decode("utf-8", "replace"), answer.headers)

    def _target(self, uri: str, params: dict[str, object] | None) -> str:
        """Path and query of `uri`: its host is the package's, ours is the pool's."""
        asked = urlsplit(uri)
        query = "&".join(filter(None, [asked.query, urlencode(params or {}, doseq=True)]))
        return f"{self._base_path}{asked.path}" + (f"?{query}" if query else "")


class TwilioGateway:
    """Twilio, or its stand-in: they differ in `api_url` alone. One may be shared by all threads.

    `timeout_seconds` is how long an answer may be awaited; a connection is awaited for at most five.
    """

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        api_url: str,
        public_url: str,
        timeout_seconds: float,
        threads: int,
    ) -> None:
        transport = PooledTransport(api_url, timeout_seconds=timeout_seconds, threads=threads)
        self._messages = Client(account_sid, auth_token, http_client=transport).messages
        self._public_url = public_url

    def send(self, outgoing: Outgoing) -> Answer:
        """Ask the provider, once, to send this text. A text with less than six seconds left is not sent."""
        if outgoing.valid_for is not None and outgoing.valid_for < SHORTEST_VALIDITY:
            answer: Answer = Refused(EXPIRED, *meaning_of(EXPIRED))
        else:
            answer = self._create(outgoing)
        if not isinstance(answer, Accepted):
            log.warning("text not accepted", message_id=str(outgoing.message_id), answer=repr(answer))
        return answer

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        """The provider's outgoing messages to `number` since `since`, oldest first. Raises LookupFailed.

        Read generously: half a minute before `since` counts too, because the clocks may differ. The
        provider knows the sending date of a fresh message only later, so the newest are asked for as well.
        """
        earliest = since - CLOCK_SLACK
        newest = {"to": number, "limit": RECENT}
        dated = {"to": number, "date_sent_after": _gmt_day(earliest), "page_size": PAGE}
        return self._listed(Direction.OUT, earliest, newest, dated)

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        """The provider's incoming messages to `sender` since `since`, oldest first. Raises LookupFailed.

        `sender` is the number patients text to, also where a messaging service sends in its place.
        Read as generously as `sent_to`.
        """
        if sender.startswith("MG"):
            raise ValueError("incoming messages are listed by phone number, not by messaging service")
        earliest = since - CLOCK_SLACK
        dated = {"to": sender, "date_sent_after": _gmt_day(earliest), "page_size": PAGE}
        return self._listed(Direction.IN, earliest, dated)

    def _create(self, outgoing: Outgoing) -> Answer:
        try:
            created = self._messages.create(**self._request(outgoing))
        except (TwilioRestException, TwilioServiceException) as error:
            return _judged(error)
        except HTTPError as error:
            if _never_left(error):
                return Refused("connect", RefusalKind.RETRY_LATER, f"no connection: {type(error).__name__}")
            return Unknown(type(error).__name__)
        except UNREADABLE:
            return Unknown("an answer that cannot be read")
        if not isinstance(created.sid, str) or not created.sid:
            return Unknown("an answer without an id")
        return Accepted(created.sid, str(created.status or "queued"))

    def _request(self, outgoing: Outgoing) -> dict[str, Any]:
        by_service = outgoing.sender.startswith("MG")
        request: dict[str, Any] = {
            "to": outgoing.to,
            "messaging_service_sid" if by_service else "from_": outgoing.sender,
            "body": outgoing.body,
            "status_callback": status_address(self._public_url, outgoing.message_id),
        }
        if outgoing.media:
            request["media_url"] = [
                media_address(self._public_url, TextedPicture.read(picture), now=clock.now())
                for picture in outgoing.media
            ]
        if outgoing.valid_for is not None:
            request["validity_period"] = int(min(outgoing.valid_for, LONGEST_VALIDITY).total_seconds())
        return request

    def _listed(
        self, direction: Direction, earliest: datetime, *queries: Mapping[str, Any]
    ) -> list[ProviderMessage]:
        """The messages of all queries in one list, oldest first. Rather none than some of them."""
        found: dict[str, ProviderMessage] = {}
        try:
            for query in queries:
                for each in islice(self._messages.stream(**query), MOST_LISTED):
                    message = _as_listed(each)
                    found[message.sid] = message
        except (TwilioException, HTTPError, *UNREADABLE) as error:
            # The error itself may quote numbers.
            raise LookupFailed(f"the provider's list could not be read: {_name(error)}") from None
        if len(found) >= MOST_LISTED:
            raise LookupFailed(f"the provider lists {MOST_LISTED} messages or more")
        wanted = [each for each in found.values() if each.direction is direction and each.at >= earliest]
        # The list is newest first and its times are whole seconds: reversed, equal times keep their order.
        return sorted(reversed(wanted), key=lambda each: each.at)


def _authorization(auth: tuple[str, str] | None) -> dict[str, str]:
    return urllib3.make_headers(basic_auth=":".join(auth)) if auth else {}


def _judged(error: TwilioRestException | TwilioServiceException) -> Refused | Unknown:
    code = str(error.code)
    if code in AMBIGUOUS or error.status not in REFUSING:
        return Unknown(_name(error))
    kind, note = meaning_of(code, error.status)
    return Refused(code, kind, note or LONG_NUMBER.sub("…", _words(error))[:200])


def _words(error: TwilioRestException | TwilioServiceException) -> str:
    return str(error.msg if isinstance(error, TwilioRestException) else error.detail or error.title)


def _name(error: Exception) -> str:
    """What happened, without anything the error quotes."""
    if isinstance(error, TwilioRestException | TwilioServiceException):
        return f"HTTP {error.status}, code {error.code}"
    return type(error).__name__


def _never_left(error: HTTPError) -> bool:
    """Whether it is certain that the request was not even sent: there was no connection to send it on."""
    if isinstance(error, SSLError):
        return isinstance(error.args[0] if error.args else None, ssl.SSLCertVerificationError)
    return isinstance(error, ConnectTimeoutError)  # refused connections and unknown hosts among them


def _gmt_day(instant: datetime) -> str:
    return instant.astimezone(UTC).date().isoformat()


def _as_listed(message: MessageInstance) -> ProviderMessage:
    """Raises ValueError when what a decision would rest on is missing."""
    at = message.date_created or message.date_sent
    if not message.sid or not message.direction or at is None:
        raise ValueError("a listed message without id, direction or time")
    code = "" if message.error_code is None else str(message.error_code)
    return ProviderMessage(
        sid=message.sid,
        direction=Direction.IN if str(message.direction) == "inbound" else Direction.OUT,
        sender=message.from_ or message.messaging_service_sid or "",
        to=message.to or "",
        body=message.body or "",
        state=str(message.status or ""),
        at=at,
        error_code=code,
        error_kind=refusal_for(code) if code else None,
    )
