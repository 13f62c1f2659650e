"""One picture that shows a whole movement, for a text: its poses in order, numbered, as a JPEG.

A text shows one picture as wide as a phone, so the poses are cut to what they show. Carriers and old phones read
plain JPEG, not WebP.
"""

import hashlib
import io
from collections.abc import Sequence
from functools import cache, reduce
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from backend.pictures.addresses import OWN
from backend.pictures.figures.on_demand import content_of
from backend.pictures.figures.palette import palette
from backend.pictures.store import NoSuchFile, keep, read
from exercises.rules.pictures import Look

Box = tuple[int, int, int, int]

LARGEST = (960, 1280)
QUALITY = 80
WHITE = (255, 255, 255)
GAP = 12
AIR = 28
"""Around the figure when a pose is cut, in px."""
LOWEST = 0.5
"""Of a cut pose, its height for its width, so that somebody lying flat leaves room for the number."""
UPRIGHT = 0.85
"""Up to this width for their height poses stand side by side; wider ones lie one below the other."""
DIFFERS = 40
"""Of 255: what is nearer to the wall or the floor beside it is wall or floor, blurred by its compression."""
DISC = 64
FRAME = (640, 640)
"""What a photograph is fitted into."""


def kept_sheet(paths: Sequence[str]) -> bytes:
    """The picture made of these poses; made and kept when it is first asked for.

    Its name follows from the poses and the code, so it never changes, and two that make it at once write the same.
    Raises NoSuchFile where there is no pose, or one that cannot be read.
    """
    if not paths:
        raise NoSuchFile("no poses")
    if any(path.startswith(OWN) for path in paths):  # private, and may be erased: no copy is kept
        return jpeg_bytes(album([_pose(path) for path in paths]))
    name = hashlib.sha256("\n".join((_code_hash(), *paths)).encode()).hexdigest()[:32]
    relative = f"texts/{name[:2]}/{name}.jpg"
    try:
        return read(relative)
    except NoSuchFile:
        content = jpeg_bytes(sheet([_pose(path) for path in paths]))
        keep(relative, content)
        return content


def _pose(path: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content_of(path))).convert("RGB")
    except OSError as why:
        raise NoSuchFile(path) from why


def sheet(poses: Sequence[Image.Image]) -> Image.Image:
    """The poses, at least one and all of one size, in reading order on white; several are numbered."""
    box = shown(poses)
    cut = [pose.crop(box) for pose in poses]
    if len(cut) > 1:
        corner = _free_corner(cut)
        for number, pose in enumerate(cut, start=1):
            _number(pose, number, corner)
    return _laid_out(cut)


def album(photographs: Sequence[Image.Image]) -> Image.Image:
    """Photographs of any shape, at least one, whole and in reading order on white; several are numbered."""
    whole = fitted(photographs)
    size = (max(one.width for one in whole), max(one.height for one in whole))
    framed = [ImageOps.pad(one, size, color=WHITE) for one in whole]
    if len(framed) > 1:
        for number, one in enumerate(framed, start=1):
            _number(one, number, AIR // 3)
    return _laid_out(framed)


def fitted(photographs: Sequence[Image.Image]) -> list[Image.Image]:
    """Photographs of any size, whole, each as large as the others."""
    return [ImageOps.contain(one, FRAME) for one in photographs]


def _laid_out(cut: Sequence[Image.Image]) -> Image.Image:
    width, height = cut[0].size
    columns = min(len(cut), 2 if width <= UPRIGHT * height else 1)
    rows = -(-len(cut) // columns)
    size = (columns * (width + GAP) - GAP, rows * (height + GAP) - GAP)
    whole = Image.new("RGB", size, WHITE)
    for place, pose in enumerate(cut):
        row, column = divmod(place, columns)
        whole.paste(pose, (column * (width + GAP), row * (height + GAP)))
    whole.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    return whole


def jpeg_bytes(image: Image.Image) -> bytes:
    """Baseline JPEG, which every phone reads. Without a profile its colours are sRGB."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def shown(poses: Sequence[Image.Image], *, lowest: float = LOWEST) -> Box:
    """The part of the poses that any of them needs, the same for all; at least `lowest` high for its width."""
    width, height = poses[0].size
    boxes = [box for pose in poses if (box := _marks(pose).getbbox())]
    if not boxes:
        return (0, 0, width, height)
    left, top = (max(0, min(box[side] for box in boxes) - AIR) for side in (0, 1))
    right = min(width, max(box[2] for box in boxes) + AIR)
    bottom = min(height, max(box[3] for box in boxes) + AIR)
    lacking = round((right - left) * lowest) - (bottom - top)
    return (left, max(0, top - max(0, lacking)), right, bottom)


def _marks(pose: Image.Image) -> Image.Image:
    """White where something stands out from the wall and the floor, which look alike along each line."""
    edge = pose.crop((0, 0, 1, pose.height)).resize(pose.size)
    differing = reduce(ImageChops.lighter, ImageChops.difference(pose, edge).split())
    return differing.point([255 if level > DIFFERS else 0 for level in range(256)])


def _free_corner(poses: Sequence[Image.Image]) -> int:
    """The left end of the number at the top, to the left unless there is more room to the right."""
    ends = (AIR // 3, poses[0].width - DISC - AIR // 3)

    def covered(left: int) -> int:
        box = (left, 0, left + DISC, DISC + AIR // 3)
        return sum(_marks(pose).crop(box).histogram()[255] for pose in poses)

    return min(ends, key=covered)


def _number(pose: Image.Image, number: int, left: int) -> None:
    """A white figure on a disc, in the corner of the pose."""
    draw = ImageDraw.Draw(pose)
    top = AIR // 3
    draw.ellipse((left, top, left + DISC, top + DISC), fill=palette(Look()).arrow, outline=WHITE, width=3)
    middle = (left + DISC / 2, top + DISC / 2)
    draw.text(middle, str(number), fill=WHITE, anchor="mm", font=_font())


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(DISC * 0.66)


@cache
def _code_hash() -> str:
    """sha256 of the code that lays out."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
