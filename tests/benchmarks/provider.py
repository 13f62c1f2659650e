"""The smallest provider there can be: takes every text at once, or after a delay, and tells the truth to nobody.

    python -m tests.benchmarks.provider [SECONDS OF DELAY]

prints its address and serves until its standard input ends. It reads no more of a request than its length.
"""

import asyncio
import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from tests.benchmarks.options import ROOT

ACCOUNT, TOKEN = "AC00000000000000000000000000000000", "sandbox-auth-token"
CREATED = json.dumps(
    {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": "Clinic: time for your exercises.",
        "date_created": "Wed, 18 Nov 2026 17:00:00 +0000",
        "date_sent": None,
        "date_updated": "Wed, 18 Nov 2026 17:00:00 +0000",
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": "+16045557000",
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": "SM" + "0" * 32,
        "status": "queued",
        "subresource_uris": {"media": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/SM/Media.json"},
        "to": "+16045550142",
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/SM.json",
    }
).encode()
BEFORE, AFTER = CREATED.split(b'"SM' + b"0" * 32 + b'"', 1)
HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(CREATED)

_numbers = count(secrets.randbits(96))  # several providers may serve one database


class Provider(asyncio.Protocol):
    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            head = self._waiting[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
            if len(self._waiting) < end + 4 + length:
                return
            self._waiting = self._waiting[end + 4 + length :]
            self._answer()

    def _answer(self) -> None:
        answer = b'%b%b"SM%032x"%b' % (HEAD, BEFORE, next(_numbers), AFTER)
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._write, answer)
        else:
            self._write(answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


@contextmanager
def providing(delay: float = 0) -> Iterator[str]:
    """The address of a provider in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.provider", str(delay)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


async def _serve(delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Provider(delay), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]) if len(sys.argv) > 1 else 0))
