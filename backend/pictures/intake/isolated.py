"""What a clinic sends in: the bytes of a photograph or a clip in, clean files out, or a refusal that says why.

Decoders of other people's bytes have had holes. So they run in a process of their own that has no database, no
settings, no secrets and no way to open a file or a connection, and that ends after its share of time and memory; what
it gives back is plain lengths and bytes.
"""

import json
import logging
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from backend.pictures.intake.clips import clean_clip, is_clip
from backend.pictures.intake.image_files import is_heic, is_image
from backend.pictures.intake.photographs import CleanFile, clean_photograph
from backend.pictures.intake.refusals import REFUSALS, Damaged, FileRefused, NotNow, TooLarge, WrongKind

LARGEST_PHOTO = 20 * 1024 * 1024
LARGEST_CLIP = 25 * 1024 * 1024
SECONDS = 20
"""Of processor time, and of waiting on top of it. A photograph of 48 million pixels takes about three."""
MEMORY = 2 * 1024**3
AT_ONCE = 3
"""Files that are read or wait for it in this process, each with a thread of it: the other threads answer patients."""
_ROOT = Path(__file__).resolve().parents[3]
_one_at_a_time = threading.Lock()
_places = threading.BoundedSemaphore(AT_ONCE)

log = logging.getLogger(__name__)


def take_in(content: bytes) -> tuple[CleanFile, ...]:
    """The clean files of a photograph, one a width, the smallest first, or of a clip, just one.

    One file at a time in a process of ours, however many are sent. Raises a FileRefused, NotNow where too many wait
    or no process can be had; nothing is written anywhere.
    """
    check_length(content)
    if not (is_clip(content) or is_image(content)):
        raise WrongKind
    with _place():
        try:
            done = subprocess.run(  # noqa: S603 (our own module, without arguments)
                [sys.executable, "-m", __name__],
                input=content,
                capture_output=True,
                cwd=_ROOT,
                env={},
                timeout=2 * SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as why:
            log.warning("picture not read within %s seconds", 2 * SECONDS)
            raise Damaged from why
        except OSError as why:
            log.error("no process to read a picture: %s", type(why).__name__)
            raise NotNow from why
    if done.returncode:
        # The file's fault or ours, and only the operator can see which: a signal is negative, 1 is an exception.
        log.warning("picture not read: the process ended with %s", done.returncode)
    return _answer(done.stdout)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise NotNow
    try:
        with _one_at_a_time:
            yield
    finally:
        _places.release()


def check_length(content: bytes) -> None:
    what, limit = ("clip", LARGEST_CLIP) if _plays(content) else ("photograph", LARGEST_PHOTO)
    if len(content) > limit:
        raise TooLarge(f"A {what} may have at most {limit // 1024**2} MB. Make it smaller and send it again.")


def cleaned(content: bytes) -> tuple[CleanFile, ...]:
    """The same in this process, with no bounds but those of the formats."""
    check_length(content)
    return (clean_clip(content),) if _plays(content) else clean_photograph(content)


def _plays(content: bytes) -> bool:
    return is_clip(content) and not is_heic(content)


# --- between the two processes: a line of JSON, then the files one behind the other ------------------------


def _answer(said: bytes) -> tuple[CleanFile, ...]:
    """What the other process said; one that came to its bounds, or fell over the file, said nothing."""
    line, _, rest = said.partition(b"\n")
    if not line:
        raise Damaged
    answer = json.loads(line)
    for refusal in REFUSALS:
        if refusal.code == answer.get("code"):
            raise refusal(str(answer["detail"]))
    files, at = [], 0
    for length, width, height, sort in answer["files"]:
        files.append(CleanFile(rest[at : at + length], width, height, sort))
        at += length
    return tuple(files)


def _said(files: Sequence[CleanFile]) -> bytes:
    rows = [[len(file.content), file.width, file.height, file.type] for file in files]
    return json.dumps({"files": rows}).encode() + b"\n" + b"".join(file.content for file in files)


def _bounded() -> None:
    Image.init()  # the decoders are files too
    for what, most in (
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """The other process: the file on standard input, the answer on standard output."""
    content = sys.stdin.buffer.read()
    _bounded()
    try:
        said = _said(cleaned(content))
    except FileRefused as refused:
        said = json.dumps({"code": refused.code, "detail": refused.detail}).encode() + b"\n"
    except MemoryError:
        return
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main()
