"""What a text asks the service to do with a session: remind later, log past days, correct the last report.

"LATER 2h", "LOG Mon Tue", "FIX DONE 3", and the same in a patient's own words. Whether a text is a snooze at
all says `replies.read_reply`; these functions read the time, the days and the correction out of it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exercises.rules.replies import Intent, read_reply
from exercises.rules.reply_spelling import plain
from exercises.rules.reply_words import phrases
from exercises.rules.schedule import ONE_DAY, instant_of

# --- LATER -----------------------------------------------------------------------------------------------------

LATER = timedelta(hours=2)
"""What "later" and "snooze" mean when nothing else is said."""

SOON = timedelta(hours=1)
"""What "in a bit" means; also how long to wait when the part of the day that is asked for has begun."""

SHORTLY = timedelta(minutes=15)
"""What "in a minute" means."""

TIMES_OF_DAY: dict[str, time] = {
    "breakfast": time(9, 30),
    "morning": time(9),
    "lunch": time(13, 30),
    "afternoon": time(14, 30),
    "school": time(16),
    "work": time(17, 30),
    "home": time(17, 30),
    "dinner": time(19),
    "evening": time(19),
    "bed": time(21),
}
"""When a part of the day begins, or what a patient wants to do first is over."""

TOMORROW = TIMES_OF_DAY["morning"]
"""What "tomorrow" means, or "on Monday", when no time of day is said."""

EARLIEST_BARE_HOUR = 7
"""From here on "at 9" may be in the morning; "at 6" is always in the evening."""

_PARTS = {
    **{word: at for word, at in TIMES_OF_DAY.items()},
    **dict.fromkeys(("tonight", "supper", "tea", "eve"), TIMES_OF_DAY["evening"]),
    **dict.fromkeys(("lunchtime", "noon", "midday"), time(12, 30)),
    **dict.fromkeys(("arvo", "aft", "pm"), TIMES_OF_DAY["afternoon"]),
    **dict.fromkeys(("bedtime", "sleep"), TIMES_OF_DAY["bed"]),
    **dict.fromkeys(("shift", "office"), TIMES_OF_DAY["work"]),
}
_WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_SHORT = r"(mon|tue|wed|thu|fri|sat|sun)"
_MIDDLE = r"(?:s|nes|rs|urs|ur)?"
_A_WEEKDAY = re.compile(
    rf"(?<= )(?:{_SHORT}{_MIDDLE}days?|(?:on|til|until|next|this) {_SHORT}{_MIDDLE})(?= )"
)
"""In full, or after "on": "sat down to dinner" is no Saturday."""
_DURATION = re.compile(
    r"(?<= )(?P<count>\d+(?:\.\d+)?|an?|half(?: an?)?|(?:a )?couple(?: of)?|(?:a )?few)(?: more)?"
    r" (?P<unit>hours|h|minutes|m)(?P<half> and (?:a |1 )?half)?(?= )"
)
_HALVES = re.compile(r"(?<= )(\d+|an?|1) and (?:a |1 )?half (?=hours)")
_BARE_MINUTES = re.compile(
    r"(?<= )(?:(?:in|give me|another) (?P<few>\d{1,2})|(?:snooze|later|delay) (?:for )?(?P<many>\d\d))"
    r"(?= $| [.,;]| please)"
)
_CLOCK = re.compile(
    r"(?<= )(?:(?P<some>half|quarter|\d{1,2}) (?P<side>past|to) |(?P<half>half ))?"
    r"(?P<hour>\d{1,2})(?:\.(?P<minute>[0-5]\d))?(?: ish)?"
    r"(?: (?P<half_day>am|pm|a m|p m|noon|midday)| (?:oclock|o clock))?(?= )"
)
_EVENING = phrases("tonight|evening|afternoon|pm|arvo|dinner|tea|bed|work")
_TOMORROW = phrases("tomorrow|next days?|demain|manana")
_NEXT_WEEK = phrases("next weeks?")
_NEXT_MORNING = phrases("in the morning|first thing")
_SHORTLY = phrases("(a|1|just a) (sec|seconds?|minutes|moment|mo|tick|jiffy)|shortly|right back|2 secs?")
_SOON = phrases("soon|(in )?a (little |wee )?(bit|while)|bit later")
_LATER = phrases(r"later|snooze|remind( me)?( again)?|postpone|delay")


def read_snooze(text: str, *, now_local: datetime) -> datetime | None:
    """The instant a text asks to be reminded at, later than `now_local` and in its zone.

    None when the text names no time ("not yet"). `now_local` is aware and has the patient's ZoneInfo, else
    ValueError. A clock time without am or pm is the next one that a clock on the wall will show.
    """
    zone = now_local.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise ValueError("now_local needs the patient's zone")
    said = _HALVES.sub(lambda found: f"{_number(found[1]) + 0.5:g} ", plain(text))
    wait = _wait(said)
    if wait is not None:
        return (now_local.astimezone(UTC) + wait).astimezone(zone)
    wall = _wall_time(said, now_local)
    if wall is not None:
        return instant_of(wall.date(), wall.time(), zone).astimezone(zone)
    for pattern, wait in ((_SHORTLY, SHORTLY), (_SOON, SOON), (_LATER, LATER)):
        if pattern.search(said):
            return (now_local.astimezone(UTC) + wait).astimezone(zone)
    return None


def _wait(said: str) -> timedelta | None:
    """ "in 2 hours", "30 min", "snooze 45"."""
    if found := _BARE_MINUTES.search(said):
        return timedelta(minutes=int(found["few"] or found["many"]))
    found = _DURATION.search(said)
    if found is None or (found["unit"] == "minutes" and found["count"] == "a"):
        return None
    count = _number(found["count"]) + (0.5 if found["half"] else 0)
    return timedelta(hours=count) if found["unit"][0] == "h" else timedelta(minutes=count)


def _number(word: str) -> float:
    if word[0].isdigit():
        return float(word)
    first = word.replace("a ", "", 1).split()[0]
    return {"half": 0.5, "couple": 2, "few": 3}.get(first, 1)


def _wall_time(said: str, now_local: datetime) -> datetime | None:
    """The wall clock's date and time that is asked for, naive."""
    now = now_local.replace(tzinfo=None)
    day = _day(said, now)
    clock = _clock(said)
    part = next((at for word, at in _PARTS.items() if f" {word} " in said), None)
    if clock is not None:
        return _next(*clock, now, day, halves=_halves(said))
    if day is not None and day > now.date():
        return datetime.combine(day, part or TOMORROW)
    if part is None:
        return None
    wall = datetime.combine(now.date(), part)
    return wall if wall > now else now + SOON


def _day(said: str, now: datetime) -> date | None:
    """The date that is named; None when none is. A weekday is the next one, never today."""
    if _TOMORROW.search(said):
        return now.date() + ONE_DAY
    if _NEXT_MORNING.search(said):
        return now.date() + ONE_DAY * (now.time() >= TIMES_OF_DAY["morning"])
    if found := _A_WEEKDAY.search(said):
        return now.date() + ONE_DAY * ((_WEEKDAYS[found[1] or found[2]] - now.weekday() - 1) % 7 + 1)
    return now.date() + 7 * ONE_DAY if _NEXT_WEEK.search(said) else None


def _clock(said: str) -> tuple[time, bool] | None:
    """The time of day that is named, and whether its half of the day is known."""
    for found in _CLOCK.finditer(said):
        known = found["half_day"] is not None or int(found["hour"]) > 12 or found["hour"][0] == "0"
        if not (known or found["minute"] or found["some"] or found["half"]) and not _is_timed(said, found):
            continue
        minutes = int(found["hour"]) * 60 + int(found["minute"] or 0) + _offset(found)
        if (found["half_day"] or "")[:1] == "p" and int(found["hour"]) < 12:
            minutes += 12 * 60
        if (found["half_day"] or "")[:1] == "a" and int(found["hour"]) == 12:
            minutes -= 12 * 60
        if 0 <= minutes < 24 * 60:
            return time(minutes // 60, minutes % 60), known
    return None


_RUN_TOGETHER = re.compile(r"(?<= )(\d\d)(\d\d)(?= )|(?<= )(\d{1,2}) h (\d\d)(?= )")
_BETWEEN_TIMES = re.compile(r"(?: (?:and|at|[,;.]))+(?= )")


def read_times(said: str) -> tuple[time, ...] | None:
    """The times of day that a `plain` text names and nothing else, in order; None when it says anything else.

    An hour without am or pm is read as in a snooze, and of the two it may be it is the earlier.
    """
    said = _RUN_TOGETHER.sub(lambda found: ".".join(filter(None, found.groups())), said)
    said = _BETWEEN_TIMES.sub("", said)
    times, place = set(), 1
    while place < len(said):
        found = _CLOCK.match(said, place)
        clock = _clock(f" {found[0]} ") if found else None
        if found is None or clock is None or (found["some"] or "").isdigit():
            return None
        at, known = clock
        times.add(at if known or at.hour >= 12 else at.replace(hour=_hours(at.hour, halves=(0, 12))[0]))
        place = found.end() + 1
    return tuple(sorted(times))


def _is_timed(said: str, found: re.Match[str]) -> bool:
    """Whether "at", "until" or the like stands before the number, and nothing that makes it a pain score."""
    before = said[: found.start()]
    scored = re.match(r" (?:/|out of)", said[found.end() :]) or re.search(
        r"(?: pain| level| score)[a-z ]* $", before
    )
    return not scored and (
        re.search(rf" (?:{_TIME_WORDS}) $", before) is not None or said.strip() == found[0]
    )


_TIME_WORDS = "at|til|till|until|around|about|after|by|before|again at|round"


def _offset(found: re.Match[str]) -> int:
    """Minutes that "half past", "quarter to" and the like add to the hour."""
    if found["half"]:
        return 30
    if not found["some"]:
        return 0
    minutes = {"half": 30, "quarter": 15}.get(found["some"]) or int(found["some"])
    return minutes if found["side"] == "past" else -minutes


def _halves(said: str) -> tuple[int, ...]:
    """The hours to add to a clock time whose half of the day is not known."""
    if "morning" in said:
        return (0,)
    return (12,) if _EVENING.search(said) else (0, 12)


def _next(
    at: time, known: bool, now: datetime, day: date | None, *, halves: tuple[int, ...]
) -> datetime | None:
    """The next wall time at which a clock shows `at`, on `day` when one is named."""
    for date_ in (day,) if day is not None else (now.date(), now.date() + ONE_DAY):
        for hour in _hours(at.hour, halves=(0,) if known or at.hour >= 12 else halves):
            wall = datetime.combine(date_, at.replace(hour=hour))
            if wall > now:
                return wall
    return None


def _hours(hour: int, *, halves: tuple[int, ...]) -> tuple[int, ...]:
    if halves == (0, 12) and hour < EARLIEST_BARE_HOUR:
        return (hour + 12,)
    return tuple(hour + half for half in halves)


# --- LOG -------------------------------------------------------------------------------------------------------

_LOG = re.compile(r"\W*(?:log|logs|logged|record)\b", re.IGNORECASE)
_DASH = re.compile(r"(?<=[a-z])\s*[-\u2013]\s*(?=[a-z])", re.IGNORECASE)
_ANY_WEEKDAY = rf"{_SHORT}{_MIDDLE}(?:days?)?"
_ONE_DAY = re.compile(rf"(?<= ){_ANY_WEEKDAY}(?= )")
_FROM_TO = re.compile(rf"(?<= ){_ANY_WEEKDAY} (?:to|till|til|until|through|thru) {_ANY_WEEKDAY}(?= )")
_LAST_DAYS = re.compile(r"(?<= )(?:last|past) (\d{1,2}) (?:days|nights)(?= )")
_BEFORE_YESTERDAY = phrases("(the )?days? before yesterday")
_ALL_WEEK = phrases("(all|whole|every|this|entire)( of| the| this)* (weeks?|days?)|everyday|daily")


def read_days(text: str, *, today: date) -> tuple[date, ...] | None:
    """The past days that "LOG Mon Tue" speaks of, oldest first, none later than `today` (the patient's date).

    A weekday is the last one, today included; "all week" begins on Monday. Empty when LOG names no day; None
    when the text is no LOG.
    """
    found = _LOG.match(text)
    if found is None:
        return None
    said = plain(_DASH.sub(" to ", text[found.end() :]))
    return tuple(sorted(set(_days_named(said, today))))


_OF_DAYS = re.compile(
    rf"(?<= )(?:{_SHORT}{_MIDDLE}(?:days?)?|to|till?|until|through|thru|and|yesterday|today|the|before|all|every|whole"
    r"|week|weeks|days?|nights?|everyday|daily|last|past|this|on|for|did|done|do|exercises|them|it|please|thanks"
    r"|\d{1,2}|[.,;])(?= )"
)


def says_more_than_days(text: str) -> bool:
    """Whether a LOG says something beside the days: "LOG Mon, my knee swelled"."""
    found = _LOG.match(text)
    return (
        found is not None and len(_OF_DAYS.sub("", plain(_DASH.sub(" to ", text[found.end() :]))).split()) > 1
    )


def _days_named(said: str, today: date) -> Iterator[date]:
    if _ALL_WEEK.search(said):
        yield from _days_until(today, count=today.weekday() + 1)
    if found := _LAST_DAYS.search(said):
        yield from _days_until(today, count=min(int(found[1]), 31))
    if _BEFORE_YESTERDAY.search(said):
        yield today - 2 * ONE_DAY
        said = _BEFORE_YESTERDAY.sub(" ", said)
    if " yesterday " in said:
        yield today - ONE_DAY
    if " today " in said:
        yield today
    for found in _FROM_TO.finditer(said):
        last = _last(found[2], today)
        yield from _days_until(last, count=(last - _last(found[1], last)).days + 1)
    for found in _ONE_DAY.finditer(_FROM_TO.sub(" ", said)):
        yield _last(found[1], today)


def _last(weekday: str, day: date) -> date:
    """The last such weekday up to `day`."""
    return day - ONE_DAY * ((day.weekday() - _WEEKDAYS[weekday]) % 7)


def _days_until(day: date, *, count: int) -> Iterator[date]:
    return (day - back * ONE_DAY for back in range(count))


# --- FIX -------------------------------------------------------------------------------------------------------

_OH = r"(?:(?:oops|whoops|oh|ah|no|sorry|wait|hi|my mistake|my bad|wrong button|last (?:one|text)|i|it|that|and)\W+)*"
_CORRECTS = (
    r"fix(?:ed|ing)?|correction|correct(?:ed|ing)?(?: (?:that|it|this))?(?: to)?|amend(?:ment)?|edit|typo"
    r"|meant?(?: to (?:say|put|text|type|send|reply))?|should (?:have (?:been|said)|say|read)|make (?:that|it)"
    r"|change (?:that|it|my (?:last|answer|reply))(?: (?:to|reply|text|answer))*"
)
_MARK = re.compile(rf"\W*{_OH}(?:{_CORRECTS})\b\W*{_OH}", re.IGNORECASE)
_NUMBER_WORD = r"(?:\d+(?:\.\d+)?(?: ?/ ?10)?|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_NOT_THAT = re.compile(
    r"[\s,;:.(-]*\b(?:and |was )?(?:not|instead of|rather than|nt)\s+(?:an? )?(?:pain )?"
    rf"(?:{_NUMBER_WORD}|done|skip(?:ped)?|half)\b\)?",
    re.IGNORECASE,
)
_CORRECTABLE = frozenset((Intent.DONE, Intent.PARTIAL, Intent.SKIP, Intent.PAIN_ONLY))


def is_fix(text: str) -> bool:
    """Whether the text corrects an earlier report: "FIX DONE 3", "oops, I meant 4"."""
    return corrected(text) is not None


def corrected(text: str) -> str | None:
    """What the earlier report should have been, for `read_reply`; None when the text corrects nothing.

    "fix: pain was 2 not 7" is "pain was 2".
    """
    found = _MARK.match(text)
    if found is None:
        return None
    rest = _NOT_THAT.sub("", text[found.end() :]).strip(" \t\r\n,;:.-")
    return rest if read_reply(rest).intent in _CORRECTABLE else None
