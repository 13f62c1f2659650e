"""Fixtures for the whole suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def quiet_edges(settings: object, tmp_path: Path) -> Iterator[None]:
    """No throttle of another test counts, pictures go to a folder of the test, codes are sent at once."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    settings.SEND_CODES_IN_BACKGROUND = False  # type: ignore[attr-defined]
    cache.clear()
    yield
