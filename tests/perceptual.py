"""How far two pictures are apart for somebody who looks at them."""

from PIL import Image, ImageChops, ImageCms, ImageFilter

BLOCK = 8
"""In px: what is smaller than this is not looked at by itself."""

_LAB = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")


def distance(one: Image.Image, other: Image.Image) -> float:
    """The largest mean difference of colour (CIE 1976, about 2 is just seen) in any block; infinite for two sizes.

    Both are blurred a little first, so that an edge that moved by a fraction of a pixel counts for nothing.
    """
    if one.size != other.size:
        return float("inf")
    channels = zip(_lab(one).split(), _lab(other).split(), strict=True)
    differing = [ImageChops.difference(a, b) for a, b in channels]
    size = (-(-one.width // BLOCK), -(-one.height // BLOCK))
    blocks = [channel.resize(size, Image.Resampling.BOX).tobytes() for channel in differing]
    # Lightness goes from 0 to 255 where CIE says 0 to 100; a and b are in its own units.
    return max(((0.39 * light) ** 2 + a**2 + b**2) ** 0.5 for light, a, b in zip(*blocks, strict=True))


def _lab(image: Image.Image) -> Image.Image:
    converted = ImageCms.applyTransform(image.filter(ImageFilter.GaussianBlur(1)), _LAB)
    assert converted is not None
    return converted
