"""Where the files of pictures lie: on the disk, or in a bucket. Every file is there whole or not at all."""

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage


class NoSuchFile(Exception):
    """There is no file of that name."""


class LocalStore(FileSystemStorage):
    """Files below the media root; nobody ever reads a half of one."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
            os.chmod(temporary, 0o644)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name

    def delete(self, name: str) -> None:
        super().delete(name)
        with suppress(OSError):  # other files may lie there
            Path(self.path(name)).parent.rmdir()

    def piece(self, name: str, start: int, end: int) -> bytes:
        with self.open(name) as file:
            file.seek(start)
            content: bytes = file.read(end - start)
            return content


def keep(path: str, content: bytes) -> None:
    """Write a file whose name stands for its content. Raises SuspiciousOperation for a way out of the store."""
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))


def opened(path: str) -> File:
    """The file, open for reading. Raises NoSuchFile, also for a name that no file may have."""
    try:
        return default_storage.open(path)
    except (OSError, ValueError, SuspiciousOperation) as why:
        raise NoSuchFile(path) from why


def read(path: str) -> bytes:
    """The whole file. Raises NoSuchFile."""
    with opened(path) as file:
        content: bytes = file.read()
        return content


def piece(path: str, start: int, end: int) -> bytes:
    """The bytes from `start` up to, not including, `end`. Raises NoSuchFile."""
    try:
        content: bytes = default_storage.piece(path, start, end)  # type: ignore[attr-defined]
    except (OSError, ValueError, SuspiciousOperation) as why:
        raise NoSuchFile(path) from why
    return content


def names(folder: str) -> frozenset[str]:
    """The paths of the files that lie directly in a folder; none where there is no such folder."""
    try:
        _, files = default_storage.listdir(folder)
    except OSError:
        return frozenset()
    return frozenset(f"{folder}/{file}" for file in files)


def folders(folder: str) -> list[str]:
    """The paths of the folders that lie directly in a folder; none where there is no such folder."""
    try:
        found, _ = default_storage.listdir(folder)
    except OSError:
        return []
    return sorted(f"{folder}/{one}" for one in found)


def written_at(path: str) -> datetime:
    """When the file came into the store, aware."""
    return default_storage.get_modified_time(path)


def remove(path: str) -> None:
    """Delete the file, if it is there."""
    default_storage.delete(path)
