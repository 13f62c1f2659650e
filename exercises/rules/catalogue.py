"""What an entry of the library must look like, whether it comes from the library's files or from a clinic.

Both spellings are read: the files' (`sms_cue`, `exercises`, `slug`) and the API's (`cue`, `items`,
`exercise`). A fault is named by the spelling that was used.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from exercises.rules.dose import Dose
from exercises.rules.fields import Fields, Path, is_number, with_brackets
from exercises.terms import Kind, Position, Sides

MOST_PHASES = 24
MOST_ITEMS = 40
MOST_KEYFRAMES = 8
# Three years: far above any routine that is followed at home, and a slip of the keyboard beyond it.
LONGEST_PROGRAM_DAYS = 1095

VIEWS = ("side", "front", "top")
FACINGS = ("right", "left", "up", "down", "viewer", "away")
FRONTAL = frozenset({"viewer", "away"})
PROPS = ("mat", "chair", "wall", "band", "strap", "step", "table", "pillow", "bike")
JOINTS = frozenset(
    ["head", "neck", "shoulder", "spine", "hip"]
    + [f"{side}_{joint}" for side in ("near", "far") for joint in ("elbow", "wrist", "knee", "ankle", "toe")]
)
PAIRED_JOINTS = frozenset(f"{side}_{joint}" for side in ("near", "far") for joint in ("shoulder", "hip"))
OPERATORS = ("<", "<=", "==", ">=", ">")

TEXT_KEYS = ("steps", "cautions", "stop_if", "cue", "sms_cue")
FOUND_BY_KEYS = ("kind", "position", "sides", "regions", "muscles", "equipment")
LINKS = ("progression", "regression")
EXERCISE_KEYS = (
    "slug",
    "name",
    *FOUND_BY_KEYS,
    "default_dose",
    *LINKS,
    *TEXT_KEYS,
    "source_ids",
    "keyframes",
)
POSE_KEYS = (
    *("view", "facing", "floor_y", "joints", "props", "highlight", "out_of_plane", "belly", "arrows"),
    *("both_sides", "crosses"),
)
KEYFRAME_KEYS = ("name", *POSE_KEYS)
PROGRAM_KEYS = (
    *("slug", "name", "for_whom", "not_for", "duration_days"),
    *("phases", "education", "review", "source_ids"),
)
PHASE_KEYS = (
    *("name", "goal", "days", "first_day", "last_day"),
    *("exercises", "items", "progress_when", "regress_when"),
)
ITEM_KEYS = ("slug", "exercise", "dose", "weekdays", "note")
RULE_KEYS = ("metric", "op", "value", "window_days")


class BadEntry(ValueError):
    """An entry that cannot be used. `field` and `words` are the first fault's; all are in `faults`."""

    def __init__(self, slug: str, faults: Mapping[Path, list[str]]):
        self.slug = slug
        self.faults = dict(faults)
        path, words = next(iter(self.faults.items()))
        self.field, self.words = with_brackets(path), " ".join(words)
        super().__init__(f"{slug}: {self.field}: {self.words}")


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """`progression` and `regression` are the names they were given by (slug or id)."""

    slug: str
    name: str
    kind: str
    position: str
    sides: str
    regions: tuple[str, ...]
    muscles_primary: tuple[str, ...]
    muscles_secondary: tuple[str, ...]
    equipment: tuple[str, ...]
    dose: Dose
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    stop_if: tuple[str, ...]
    cue: str
    progression: str | None
    regression: str | None
    source_ids: tuple[str, ...]
    keyframes: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class KnownExercise:
    """An exercise that a program may use: its one key, whatever name it was given, and its default dose."""

    key: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """`exercise` is the key of a known exercise; `dose` is full."""

    exercise: str
    dose: Dose
    weekdays: tuple[int, ...] | None
    note: str


@dataclass(frozen=True, slots=True)
class PhaseEntry:
    """Days count from 1 and include both ends."""

    name: str
    goal: str
    first_day: int
    last_day: int
    items: tuple[ItemEntry, ...]
    progress_when: dict[str, Any]
    regress_when: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    slug: str
    name: str
    for_whom: str
    not_for: tuple[str, ...]
    phases: tuple[PhaseEntry, ...]
    education: tuple[str, ...]
    review: str
    source_ids: tuple[str, ...]


def read_exercise(
    entry: Any, *, where: str, known: Collection[str] | None = None, own: bool = False
) -> ExerciseEntry:
    """The entry, normalised. Raises BadEntry.

    `where` names the entry when it has no slug; `known` are the names that progression and regression may
    have (None: any); with `own`, a clinic's, what only helps to find an exercise may be left out.
    """
    faults: dict[Path, list[str]] = {}
    fields = Fields(entry, keys=EXERCISE_KEYS, faults=faults)
    muscles = fields.within("muscles", keys=("primary", "secondary"), needed=not own)
    least = 0 if own else 1
    sides = fields.choice("sides", list(Sides))
    dose = fields.dose("default_dose")
    if dose and sides == Sides.PER_SIDE and dose.side is None:
        dose = replace(dose, side="each")
    result = ExerciseEntry(
        slug=fields.slug("slug"),
        name=fields.text("name", most=120),
        kind=fields.choice("kind", list(Kind)),
        position=fields.choice("position", list(Position)),
        sides=sides,
        regions=fields.terms("regions", least=least),
        muscles_primary=muscles.terms("primary", least=least),
        muscles_secondary=muscles.terms("secondary"),
        equipment=fields.terms("equipment"),
        dose=dose or Dose(),
        steps=fields.texts("steps", least=1, most=12, length=240),
        cautions=fields.texts("cautions", least=least, most=12, length=240),
        stop_if=fields.texts("stop_if", least=least, most=12, length=240),
        cue=fields.text("sms_cue" if "sms_cue" in fields.given else "cue", most=160, needed=not own),
        progression=_link(fields, "progression", known),
        regression=_link(fields, "regression", known),
        source_ids=fields.terms("source_ids"),
        keyframes=_read_keyframes(fields, needed=not own),
    )
    _refuse(entry, where, faults)
    return result


def read_program(
    entry: Any,
    *,
    where: str,
    known: Mapping[str, KnownExercise],
    metrics: Collection[str] = (),
    own: bool = False,
) -> ProgramEntry:
    """The entry, normalised, its doses made full by the exercises' own. Raises BadEntry.

    `metrics` are what the rules of a phase may ask about. With `own`, a clinic's, it may be a draft
    without phases or exercises.
    """
    faults: dict[Path, list[str]] = {}
    fields = Fields(entry, keys=PROGRAM_KEYS, faults=faults)
    phases: list[PhaseEntry] = []
    for one in fields.each("phases", keys=PHASE_KEYS, least=0 if own else 1, most=MOST_PHASES):
        first_day = phases[-1].last_day + 1 if phases else 1
        phases.append(_read_phase(one, first_day=first_day, known=known, metrics=metrics, own=own))
    if fields.given.get("duration_days") is not None:
        last = phases[-1].last_day if phases else 0
        if fields.whole("duration_days", low=1, high=LONGEST_PROGRAM_DAYS) != last:
            fields.fault(("duration_days",), f"Must be the last day of the last phase, {last}.")
    result = ProgramEntry(
        slug=fields.slug("slug"),
        name=fields.text("name", most=120),
        for_whom=fields.text("for_whom", most=1000, needed=not own, layout=True),
        not_for=fields.texts("not_for", most=20, length=300),
        phases=tuple(phases),
        education=fields.texts("education", most=30, length=500),
        review=fields.text("review", most=1000, needed=False, layout=True),
        source_ids=fields.terms("source_ids"),
    )
    _refuse(entry, where, faults)
    return result


def content_hash(entry: ExerciseEntry | ProgramEntry) -> str:
    """sha256 of the entry as canonical JSON: equal for equal content, in whatever order it was written."""
    text = json.dumps(asdict(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse(entry: Any, where: str, faults: Mapping[Path, list[str]]) -> None:
    if faults:
        slug = entry.get("slug") if isinstance(entry, Mapping) else None
        raise BadEntry(slug if isinstance(slug, str) and slug else where, faults)


def _link(fields: Fields, name: str, known: Collection[str] | None) -> str | None:
    given = fields.given.get(name)
    if given is not None and given == fields.given.get("slug"):
        fields.fault((name,), "Must be another exercise.")
        return None
    return fields.reference(name, known if known is not None else [str(given)])


def _read_keyframes(fields: Fields, *, needed: bool) -> tuple[dict[str, Any], ...]:
    frames = fields.each("keyframes", keys=KEYFRAME_KEYS, least=1 if needed else 0, most=MOST_KEYFRAMES)
    names: set[str] = set()
    for frame in frames:
        name = frame.text("name", most=60)
        if name in names:
            frame.fault(("name",), "Must be another name than that of an earlier keyframe.")
        names.add(name)
        frame.choice("view", VIEWS)
        frame.choice("facing", FACINGS)
        frame.terms("highlight")
        frame.terms("out_of_plane")
        _check_numbers(frame)
        _check_joints(frame)
        _check_props(frame)
    return tuple(dict(frame.given) for frame in frames)


def _check_numbers(frame: Fields) -> None:
    floor = frame.given.get("floor_y")
    if frame.given.get("view") == "top":
        if floor is not None:
            frame.fault(("floor_y",), "Must be null: seen from above there is no floor.")
    elif not is_number(floor, 0, 100):
        frame.fault(("floor_y",), "Must be a number from 0 to 100.")
    if not is_number(frame.given.get("belly", 0)):
        frame.fault(("belly",), "Must be a number.")
    for key in ("both_sides", "crosses"):
        if not isinstance(frame.given.get(key, False), bool):
            frame.fault((key,), "Must be true or false.")
    arrows = frame.given.get("arrows")
    if arrows is not None and not (isinstance(arrows, list) and all(_is_arrow(arrow) for arrow in arrows)):
        frame.fault(("arrows",), "Must be a list of arrows [[x, y], [x, y]] or of three points.")


def _is_arrow(given: Any) -> bool:
    return (
        isinstance(given, list)
        and len(given) in (2, 3)
        and all(isinstance(end, list) and len(end) == 2 and all(map(is_number, end)) for end in given)
    )


def _check_joints(frame: Fields) -> None:
    joints = frame.within("joints", keys=JOINTS | PAIRED_JOINTS)
    if joints.is_mapping:
        needed = JOINTS | PAIRED_JOINTS if frame.given.get("facing") in FRONTAL else JOINTS
        for name in sorted(needed - joints.given.keys()):
            joints.fault((name,), "Is missing.")
    for name, point in joints.given.items():
        if name in JOINTS or name in PAIRED_JOINTS:
            joints.numbers((name,), point, count=2, low=0, high=100)


def _check_props(frame: Fields) -> None:
    """Props differ in their keys; whatever they have must be names, numbers or lists of numbers."""
    props = frame.given.get("props")
    for prop in frame.each("props", keys=_keys_of(props), most=20):
        prop.choice("type", PROPS)
        for name, value in prop.given.items():
            if not isinstance(value, str) and not _is_plain_number_tree(value):
                prop.fault((str(name),), "Must be a name, a number or a list of numbers.")


def _keys_of(props: Any) -> set[Any]:
    entries = props if isinstance(props, list) else []
    return {key for entry in entries if isinstance(entry, Mapping) for key in entry if isinstance(key, str)}


def _is_plain_number_tree(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_plain_number_tree(one) for one in value)
    return is_number(value, -1000, 1000)


def _read_phase(
    fields: Fields,
    *,
    first_day: int,
    known: Mapping[str, KnownExercise],
    metrics: Collection[str],
    own: bool,
) -> PhaseEntry:
    start, end = _read_days(fields, first_day=first_day)
    return PhaseEntry(
        name=fields.text("name", most=120),
        goal=fields.text("goal", most=240, needed=not own),
        first_day=start,
        last_day=end,
        items=_read_items(fields, known=known, own=own),
        progress_when=_read_rules(fields, "progress_when", "all", metrics),
        regress_when=_read_rules(fields, "regress_when", "any", metrics),
    )


def _read_days(fields: Fields, *, first_day: int) -> tuple[int, int]:
    """First and last day, from `days: [a, b]` or from `last_day` and perhaps `first_day`."""
    most = LONGEST_PROGRAM_DAYS
    at: Path = ("days",)
    if fields.given.get("days") is not None:
        days = fields.given["days"]
        if not (isinstance(days, list) and len(days) == 2):
            fields.fault(at, "Must be the first and the last day.")
            return first_day, first_day
        start, end = (fields.whole_at((*at, n), day, low=1, high=most) for n, day in enumerate(days))
    else:
        at = ("first_day",)
        given = fields.given.get("first_day")
        start = first_day if given is None else fields.whole_at(at, given, low=1, high=most)
        end = fields.whole("last_day", low=1, high=most)
    if start != first_day:
        fields.fault(at, f"Must begin on day {first_day}: phases follow on without gaps.")
    if end < start:
        fields.fault(at, "Must not end before it begins.")
    return first_day, max(first_day, end)


def _read_items(fields: Fields, *, known: Mapping[str, KnownExercise], own: bool) -> tuple[ItemEntry, ...]:
    key = "exercises" if "exercises" in fields.given else "items"
    items: list[ItemEntry] = []
    for one in fields.each(key, keys=ITEM_KEYS, least=0 if own else 1, most=MOST_ITEMS):
        named = "slug" if "slug" in one.given else "exercise"
        name = one.reference(named, known, needed=True)
        exercise = known[name] if name else None
        if exercise and any(item.exercise == exercise.key for item in items):
            one.fault((named,), "Is already in this phase.")
        dose = one.dose("dose", over=exercise.dose if exercise else Dose(reps=1), needed=False)
        item = ItemEntry(
            exercise=exercise.key if exercise else "",
            dose=dose or Dose(),
            weekdays=one.weekdays("weekdays"),
            note=one.text("note", most=240, needed=False),
        )
        items.append(item)
    return tuple(items)


def _read_rules(fields: Fields, name: str, join: str, metrics: Collection[str]) -> dict[str, Any]:
    """`{join: [rules]}`, or nothing. `join` says whether all must hold or any is enough."""
    if fields.given.get(name) is None:
        return {}
    group = fields.within(name, keys=(join,))
    rules = group.each(join, keys=RULE_KEYS, least=1, most=20)
    for rule in rules:
        rule.choice("metric", metrics)
        rule.choice("op", OPERATORS)
        value = rule.given.get("value")
        if not isinstance(value, bool) and not is_number(value):
            rule.fault(("value",), "Must be a number, true or false.")
        if rule.given.get("window_days") is not None:
            rule.whole("window_days", low=1, high=LONGEST_PROGRAM_DAYS)
    return {join: [dict(rule.given) for rule in rules]}
