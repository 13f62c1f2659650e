"""Work that must not keep the caller waiting, such as a call to the provider of texts.

It is work that may be lost with the process: what it was about is in the database before it starts.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

log = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="later")


def run_later(work: Callable[[], None]) -> None:
    """Runs `work` on another thread. Call it after the transaction that wrote what it reads."""
    _threads.submit(_run, work)


def _run(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("Later work failed")
    finally:
        connections.close_all()
