"""The measurements of the design's budgets, on a PostgreSQL of their own.

    python -m tests.benchmarks [--only NAME] [--quick] [--rounds N] [--profile]

Its server keeps fsync on: a commit costs what it costs in production, on our side and on the yardstick's.
"""

import os
import sys
from collections.abc import Sequence

from tests.benchmarks.options import options_from
from tests.benchmarks.provider import ACCOUNT, TOKEN
from tests.postgres import NoPostgres, run, running

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "backend.settings",
    "DEBUG": "0",  # else every query is written down
    "SECRET_KEY": "for-the-measurements-only-0123456789abcdefghijklmnopqrstuvwxyz",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "LOG_LEVEL": "ERROR",
    "PYTHONWARNINGS": "ignore:No directory at:UserWarning",  # of static files, which nobody asks for here
    "CACHE_URL": "dummycache://",  # a throttle's history grows with the calls measured
    "THROTTLE_SIGNED_IN": "999999999/sec",
}


def main(arguments: Sequence[str]) -> int:
    options_from(arguments)  # what is wrong with them is said before a server starts
    os.environ.update(ENVIRONMENT)
    try:
        with running(durable=True) as cluster:
            return run([sys.executable, "-m", "tests.benchmarks.measure", *arguments], cluster.url)
    except NoPostgres as error:
        print(f"tests.benchmarks: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
