"""Fetching the pictures of an outgoing message, as the provider does before it sends one."""

import ipaddress
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from backend.sms.sandbox.faults import Faults
from backend.sms.sandbox.ledger import Ledger, Message

# Types the provider adapts to the phone, each with how such a file begins, and others that it passes on as they are.
ADAPTED = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF8"}
PASSED_ON = frozenset(
    {"application/pdf", "audio/mp4", "audio/mpeg", "text/vcard", "text/calendar", "video/mp4", "video/3gpp"}
)
LARGEST_ADAPTED = 5_000_000
LARGEST_PASSED_ON = 500_000
CONNECT_S = 5.0
TOTAL_S = 15.0
CHUNK = 64 * 1024

NOT_FETCHED, WRONG_TYPE, TOO_LARGE = 11200, 12300, 30019


class CannotFetchError(Exception):
    """The message cannot be sent; the code is the provider's."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    content_type: str
    content: bytes


class Media:
    """Fetches from this machine and from the application alone: what is asked of a stand-in goes nowhere else."""

    def __init__(self, app_url: str, ledger: Ledger, faults: Faults) -> None:
        self._application = urlsplit(app_url).netloc
        self._ledger = ledger
        self._faults = faults

    def fetch(self, message: Message) -> int | None:
        """Keeps all pictures of the message in the ledger; the provider's code when one of them cannot be had."""
        if fault := self._faults.draw("media_unreachable"):
            return fault.code
        try:
            for place, address in enumerate(message.media):
                got = self._fetched(address)
                self._ledger.keep_media(message.sid, place, got.content_type, got.content)
        except CannotFetchError as error:
            return error.code
        return None

    def _fetched(self, address: str) -> Fetched:
        """First the head, whose type and length decide, then the file; no redirects, no second try."""
        try:
            if not self._is_near(address):
                raise CannotFetchError(NOT_FETCHED)
            with urllib3.PoolManager(retries=False) as pool:
                content_type, most = _allowed(_asked(pool, "HEAD", address))
                answer = _asked(pool, "GET", address)
                if _allowed(answer)[0] != content_type:
                    raise CannotFetchError(WRONG_TYPE)
                content = _read(answer, most)
        except (HTTPError, OSError, ValueError) as error:
            raise CannotFetchError(NOT_FETCHED) from error
        if not content:
            raise CannotFetchError(NOT_FETCHED)
        if not content.startswith(ADAPTED.get(content_type, b"")):
            raise CannotFetchError(WRONG_TYPE)
        return Fetched(content_type, content)

    def _is_near(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc == self._application or parts.hostname == "localhost":
            return True
        try:
            return ipaddress.ip_address(parts.hostname or "").is_loopback
        except ValueError:
            return False


def _asked(pool: urllib3.PoolManager, method: str, address: str) -> urllib3.BaseHTTPResponse:
    answer = pool.request(
        method,
        address,
        headers={"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"},
        timeout=urllib3.Timeout(connect=CONNECT_S, read=TOTAL_S),
        redirect=False,
        preload_content=method == "HEAD",
    )
    if answer.status != 200:
        raise CannotFetchError(NOT_FETCHED)
    return answer


def _allowed(answer: urllib3.BaseHTTPResponse) -> tuple[str, int]:
    """The type, and how large a file of it may be."""
    content_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type not in ADAPTED and content_type not in PASSED_ON:
        raise CannotFetchError(WRONG_TYPE)
    most = LARGEST_ADAPTED if content_type in ADAPTED else LARGEST_PASSED_ON
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise CannotFetchError(TOO_LARGE)
    return content_type, most


def _read(answer: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """The whole file, unless it is longer than it may be or takes too long to come."""
    until = time.monotonic() + TOTAL_S
    content = b""
    for chunk in answer.stream(CHUNK):
        content += chunk
        if len(content) > most:
            raise CannotFetchError(TOO_LARGE)
        if time.monotonic() > until:
            raise CannotFetchError(NOT_FETCHED)
    return content
