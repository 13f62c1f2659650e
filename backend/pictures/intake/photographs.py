"""A clinic's photograph, made into pictures for phones: upright, in sRGB, without a word of what the camera wrote."""

import hashlib
import io
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageChops, ImageCms

from backend.pictures.intake.image_files import UPRIGHT, ImageFile, check_size, read_image
from backend.pictures.intake.refusals import Damaged

WIDTHS = (320, 640, 960)
QUALITY = 82
WHITE = (255, 255, 255)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation of EXIF."""
_SIDEWAYS = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that holds what is seen and heard, and nothing else. Its name follows from its content; sizes in px."""

    content: bytes
    width: int
    height: int
    type: str

    @property
    def name(self) -> str:
        ending = "webp" if self.type == "image/webp" else "mp4"
        return f"{hashlib.sha256(self.content).hexdigest()[:32]}.{ending}"


def clean_photograph(content: bytes) -> tuple[CleanFile, ...]:
    """The photograph as WebP in each of WIDTHS that it has, the smallest first; one narrower than all of them as it
    is. Raises a FileRefused.
    """
    file = read_image(content)
    image = _heic(file) if file.format == "HEIF" else _decoded(file)
    image = _reduced(image, sideways=file.orientation in _SIDEWAYS)
    image = _on_white(image, _profile(file, image))
    if file.orientation != UPRIGHT:
        image = image.transpose(_TURNS[file.orientation])
    return tuple(_webp(image, width) for width in sorted({min(width, image.width) for width in WIDTHS}))


def _decoded(file: ImageFile) -> Image.Image:
    image = _loaded(file.content, file)
    if file.longer and ImageChops.difference(image, _loaded(file.longer, file)).getbbox(alpha_only=False):
        raise Damaged
    return image


def _loaded(content: bytes, file: ImageFile) -> Image.Image:
    """Decoded, a JPEG no finer than is needed. Whatever a decoder trips over is damage."""
    try:
        with Image.open(io.BytesIO(content), formats=[file.format]) as image:
            if file.format == "JPEG":
                side = max(WIDTHS)
                image.draft(None, (side, side))
            image.load()
            return image.copy()
    except (OSError, SyntaxError, ValueError, IndexError, KeyError, EOFError) as why:
        raise Damaged from why


def _heic(file: ImageFile) -> Image.Image:
    try:
        opened = pi_heif.open_heif(file.content, convert_hdr_to_8bit=True, remap_to_rgb=True)
        check_size(*opened.size)
        return opened.to_pillow()
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, KeyError, IndexError) as why:
        raise Damaged from why


def _reduced(image: Image.Image, *, sideways: bool) -> Image.Image:
    """No wider than the widest picture made of it, in a mode that says its colours plainly."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("F").point(lambda level: level / 257).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("RGB")
    across = image.height if sideways else image.width
    if across <= max(WIDTHS):
        return image
    share = max(WIDTHS) / across
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _profile(file: ImageFile, image: Image.Image) -> bytes:
    return file.profile or image.info.get("icc_profile") or b""


def _on_white(image: Image.Image, profile: bytes) -> Image.Image:
    """In sRGB, what is see-through on white."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = _srgb(image.convert("RGB") if alpha else image, profile)
    if alpha is None:
        return colours
    return Image.composite(colours, Image.new("RGB", colours.size, WHITE), alpha)


def _srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours that come with a profile are converted; where it cannot be read or is for another mode they count as
    sRGB, as in browsers."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return image.convert("RGB")


def _webp(image: Image.Image, width: int) -> CleanFile:
    height = max(1, round(image.height * width / image.width))
    small = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # What is not given is not written: Pillow would take profile and EXIF over from where the image came from.
    Image.frombytes("RGB", small.size, small.tobytes()).save(out, "WEBP", quality=QUALITY, method=4)
    return CleanFile(out.getvalue(), small.width, small.height, "image/webp")
