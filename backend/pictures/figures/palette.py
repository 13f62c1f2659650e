"""The colours of the drawn figure: for a light and a dark screen, and in several skin tones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exercises.rules.pictures import Look
from exercises.terms import SkinTone, Theme

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """What each thing in a picture is painted in; `roles` are those of the outlines.

    Contours are mixed with `ink`, those of what is as dark as a dark room with `glow`; `far` is the share of the room
    in what lies on the far side.
    """

    room: Colour
    floor: Colour
    floor_far: Colour
    shadow: Colour
    ghost: Colour
    arrow: Colour
    rim: Colour
    muscle: Colour
    ink: Colour
    glow: Colour
    far: float
    roles: Mapping[str, Colour]

    def contour(self, role: str) -> Colour:
        colour = self.roles[role]
        return mixed(colour, self.glow if max(colour) < DARKEST else self.ink, 0.5)


@dataclass(frozen=True, slots=True)
class _Skin:
    skin: Colour
    shade: Colour
    mouth: Colour
    hair: Colour


# Skin and what lies on it, from light to dark; the shade is that of ears and creases.
SKINS: Mapping[SkinTone, _Skin] = {
    SkinTone.LIGHT: _Skin((244, 208, 180), (226, 178, 146), (186, 108, 96), (148, 104, 62)),
    SkinTone.MEDIUM_LIGHT: _Skin((226, 176, 142), (206, 150, 116), (164, 92, 78), (74, 54, 44)),
    SkinTone.MEDIUM: _Skin((204, 148, 108), (180, 124, 86), (142, 76, 62), (58, 44, 38)),
    SkinTone.MEDIUM_DARK: _Skin((158, 104, 68), (130, 82, 52), (108, 52, 44), (40, 32, 30)),
    SkinTone.DARK: _Skin((104, 66, 46), (78, 48, 34), (70, 32, 30), (26, 22, 22)),
}
DARKEST = 72
"""Of 255: what has no channel above it would drown in a dark room."""
MUSCLE: Colour = (226, 62, 32)
_LIGHT: dict[str, Colour] = {
    "eye": (44, 36, 34),
    "shirt": (92, 146, 176),
    "shorts": (56, 70, 98),
    "shoe": (92, 98, 112),
    "mat": (146, 188, 172),
    "mat_edge": (104, 150, 134),
    "pillow": (250, 248, 244),
    "wood": (160, 118, 78),
    "wood_light": (190, 148, 104),
    "wood_far": (178, 146, 112),
    "wall": (222, 202, 184),
    "brick": (200, 176, 156),
    "wall_edge": (150, 122, 100),
    "metal": (140, 148, 158),
    "metal_dark": (74, 82, 94),
    "metal_light": (206, 210, 214),
    "band": (30, 138, 92),
    "strap": (30, 138, 92),
}
_DARK: dict[str, Colour] = {
    **_LIGHT,
    "shirt": (104, 162, 196),
    "shorts": (98, 116, 158),
    "shoe": (150, 156, 170),
    "mat": (58, 104, 92),
    "mat_edge": (42, 80, 70),
    "pillow": (196, 198, 206),
    "wood": (142, 104, 70),
    "wood_light": (172, 132, 92),
    "wood_far": (112, 88, 66),
    "wall": (86, 74, 68),
    "brick": (68, 58, 54),
    "wall_edge": (122, 102, 88),
    "metal": (132, 140, 152),
    "metal_dark": (92, 100, 112),
    "metal_light": (58, 64, 72),
    "band": (64, 186, 132),
    "strap": (64, 186, 132),
}


@cache
def palette(look: Look) -> Palette:
    """The colours of a look."""
    skin = SKINS[look.tone]
    on_skin = {
        "skin": skin.skin,
        "ear": skin.shade,
        "crease": mixed(skin.shade, (20, 10, 10), 0.25),
        "hair": skin.hair,
        "brow": skin.hair,
        "mouth": skin.mouth,
    }
    if look.theme is Theme.DARK:
        return Palette(
            room=(48, 54, 66),
            floor=(76, 78, 86),
            floor_far=(64, 67, 76),
            shadow=(16, 16, 22),
            ghost=(168, 182, 208),
            arrow=(122, 190, 255),
            rim=(30, 34, 42),
            muscle=(255, 84, 48),
            ink=(12, 12, 16),
            glow=(172, 178, 190),
            far=0.4,
            roles=_DARK | on_skin,
        )
    return Palette(
        room=(246, 244, 238),
        floor=(226, 218, 203),
        floor_far=(234, 228, 216),
        shadow=(120, 108, 92),
        ghost=(120, 134, 158),
        arrow=(18, 92, 170),
        rim=(246, 244, 238),
        muscle=MUSCLE,
        ink=(40, 34, 40),
        glow=(40, 34, 40),
        far=0.45,
        roles=_LIGHT | on_skin,
    )


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """From a (share 0) to b (share 1)."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue
