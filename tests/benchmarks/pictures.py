"""Pictures: drawing those of the library, and taking in a photograph that a clinic sends."""

import io
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PIL import Image, ImageFilter, ImageOps

from backend.pictures.intake.isolated import take_in
from tests.benchmarks.harness import Bench
from tests.benchmarks.whole import run

PHONE = (4000, 3000)
"""In px: 12 million, as most phones take them."""


def pictures(bench: Bench) -> None:
    bench.databases.made("pictures", lambda: None)
    with tempfile.TemporaryDirectory() as folder:
        where = {"DATABASE_URL": bench.databases.url("pictures"), "MEDIA_ROOT": folder}
        run(where, "manage.py", "loadlibrary")
        seconds = run(where, "manage.py", "drawpictures")
        drawn = _files(Path(folder))
        bench.add(f"drawing all pictures ({len(drawn)})", seconds, "s", at_most=60, gating=False)
        bench.tell(0.8, "drawing all pictures")
        run(where, "manage.py", "drawpictures")
        again = len(_files(Path(folder)) - drawn)
        bench.add("drawing them again: pictures written", again, "pictures", at_most=0)
        bench.tell(0.2, "drawing them again")
        for what, names, most in (("still of 640 px", "*-640.webp", 60), ("movement", "motion-*.webp", 150)):
            sizes = [path.stat().st_size for path in Path(folder).rglob(names)]
            bench.add(f"the largest {what} of {len(sizes)}", max(sizes, default=0) / 1024, "KB", at_most=most)


def uploads(bench: Bench) -> None:
    photograph = _photograph()
    before = len(photograph) / 1024
    bench.compare(
        f"a photograph of 12 million px ({before:,.0f} KB) taken in",
        "s",
        lambda: _seconds(lambda: take_in(photograph)),
        lambda: _seconds(lambda: _shrunk(photograph)),
        at_most=3,
    )
    kept = sum(len(file.content) for file in take_in(photograph))
    bench.add("its three sizes together", kept / 1024, "KB", at_most=1000, gating=False)


def _photograph() -> bytes:
    """As a phone takes one: lying on its side, and full of detail that does not compress away."""
    noise = Image.frombytes("RGB", (500, 375), random.Random(7).randbytes(500 * 375 * 3))
    scene = noise.resize(PHONE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def _shrunk(content: bytes) -> None:
    """What Pillow alone takes for the same three sizes, with no question asked."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    for width in (320, 640, 960):
        small = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        small.save(io.BytesIO(), "WEBP", quality=82)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _files(folder: Path) -> set[tuple[str, int]]:
    """Every file with the instant it was written."""
    return {(str(path), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
