"""Fixtures for the whole suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from tests.house import House, scratch_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in tests is a file too: threads then have connections of their own, as in production.

    They end with their request, so that the database can be dropped.
    """
    connection.settings_dict["CONN_MAX_AGE"] = 0
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(autouse=True)
def quiet_edges(settings: object, tmp_path: Path) -> Iterator[None]:
    """No throttle of another test counts, pictures go to a folder of the test, codes are sent at once."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    settings.SEND_CODES_IN_BACKGROUND = False  # type: ignore[attr-defined]
    cache.clear()
    yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with scratch_database(tmp_path) as database:
        house = House(database, tmp_path)
        try:
            yield house
        finally:
            house.end()
            print(house.logs())  # shown when the test fails
