"""The queue of a sender: its pace is kept, who queued first goes first, and nobody waits for ever."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.rules.pace import (
    AHEAD,
    LATE,
    LONGEST,
    RESERVED,
    SHARE,
    Queue,
    Waiting,
    admit,
    reserve,
    taken_up_at,
    usual_rate,
)

EIGHT = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TICK = 5 * SECOND
AT_ONCE = 8
"""So many texts of one segment go at once at one segment a second: ten seconds of four fifths of it."""

SENDERS = [
    ("a long code in Vancouver", "+16045550123", 1.0),
    ("a long code in New York", "+12125550123", 1.0),
    ("a long code in Jamaica", "+18765550123", 1.0),
    *((f"toll-free {prefix}", f"+1{prefix}5550123", 3.0) for prefix in (800, 833, 844, 855, 866, 877, 888)),
    ("811 is no toll-free prefix", "+18115550123", 1.0),
    ("a toll-free prefix elsewhere in the number", "+16048005550", 1.0),
    ("a toll-free number that is too long", "+180055501234", 1.0),
    ("a short code", "21222", 100.0),
    ("a short code of six digits", "878787", 100.0),
    ("a long code in London", "+447700900123", 10.0),
    ("an 0800 number in Britain", "+448005550123", 10.0),
    ("a long code in Sydney", "+61491570006", 10.0),
    ("a name", "PHYSIO", 10.0),
    ("a name with digits", "PHYSIO4U", 10.0),
]


@pytest.mark.parametrize(("sender", "rate"), [row[1:] for row in SENDERS], ids=[row[0] for row in SENDERS])
def test_the_usual_rate_of_a_sender(sender: str, rate: float) -> None:
    assert usual_rate(sender) == rate


def free(rate: float = 1.0) -> Queue:
    return Queue(rate, EIGHT, EIGHT)


def places(queue: Queue, *waiting: Waiting, now: datetime = EIGHT) -> list[float | None]:
    """What is told to each, in seconds from now."""
    told, _ = admit(queue, waiting, now=now)
    return [None if place is None else (place - now).total_seconds() for place in told]


# --- one call ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("rate", [0.05, 1.0, 1000.0])
@pytest.mark.parametrize("segments", [1, LONGEST])
def test_a_free_lane_lets_through_at_once(rate: float, segments: int) -> None:
    assert places(free(rate), Waiting(segments)) == [None]
    assert places(Queue(rate, EIGHT - HOUR, EIGHT - HOUR), Waiting(segments)) == [None]


WENT = None
OF_A_BURST = [
    # label, segments a second, segments of each, what is told to each
    ("what fits into the time ahead goes", 1.0, [1] * 11, [WENT] * AT_ONCE + [10.0, 11.25, 12.5]),
    ("long texts take longer", 1.0, [4, 4, 4, 1], [WENT, WENT, 10.0, 15.0]),
    ("a toll-free number is three times as fast", 3.0, [1] * 26, [WENT] * 24 + [10.0, 10.416667]),
    ("the slowest sender takes 25 s a segment", 0.05, [1, 1, 2, 1], [WENT, 25.0, 50.0, 100.0]),
    ("the fastest sends 8,000 at once", 1000.0, [1] * 8001, [WENT] * 8000 + [10.0]),
]


@pytest.mark.parametrize(
    ("rate", "segments", "told"), [row[1:] for row in OF_A_BURST], ids=[row[0] for row in OF_A_BURST]
)
def test_places_in_a_burst(rate: float, segments: list[int], told: list[float | None]) -> None:
    assert places(free(rate), *map(Waiting, segments)) == pytest.approx(told, abs=1e-3)


QUEUED = EIGHT + 20 * SECOND
BUSY = Queue(1.0, QUEUED, QUEUED + MINUTE)
"""At 08:00:20 all that was handed over has left, and others have places for the minute after that."""
TURNS = [
    # label, what waits, what is told to each, in seconds from 08:00:20
    ("a newcomer queues behind all who wait", [Waiting(1)], [60.0]),
    ("who comes at its place goes", [Waiting(1, QUEUED)], [WENT]),
    (
        "who has queued goes before a newcomer",
        [Waiting(1), Waiting(1, QUEUED - SECOND)],
        [60.0, WENT],
    ),
    (
        "of those who have queued the first place goes first",
        [Waiting(8, QUEUED), Waiting(1, QUEUED - 2 * SECOND), Waiting(8, QUEUED - SECOND)],
        [11.25, WENT, WENT],
    ),
    (
        "who cannot go at its place keeps its turn",
        [Waiting(8, QUEUED), Waiting(1, QUEUED), Waiting(1, QUEUED)],
        [WENT, 10.0, 11.25],
    ),
    (
        "who comes a minute after its place has lost it",
        [Waiting(8, QUEUED - LATE), Waiting(2, QUEUED - LATE), Waiting(1, QUEUED - LATE)],
        [WENT, 60.0, 62.5],
    ),
    (
        "who comes a little sooner has not",
        [Waiting(8, QUEUED - LATE), Waiting(2, QUEUED - LATE + SECOND)],
        [WENT, 10.0],
    ),
    ("a late comer goes at once where there is room", [Waiting(1, QUEUED - HOUR)], [WENT]),
    (
        "whose turn comes too late takes up no room",
        [Waiting(1, until=QUEUED + MINUTE), Waiting(1, until=QUEUED + MINUTE), Waiting(1), Waiting(1)],
        [60.0, 60.0, 60.0, 61.25],
    ),
]


@pytest.mark.parametrize(("waiting", "told"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS])
def test_whose_turn_it_is(waiting: list[Waiting], told: list[float | None]) -> None:
    assert places(BUSY, *waiting, now=QUEUED) == told


def test_nobody_waits_and_nothing_changes() -> None:
    assert admit(BUSY, [], now=QUEUED) == ([], BUSY)


def test_a_newcomer_queues_behind_those_who_had_to_wait_longer_than_told() -> None:
    late = [Waiting(1, QUEUED)] * 20
    _, queue = admit(Queue(1.0, QUEUED, QUEUED), late, now=QUEUED)
    assert places(queue, Waiting(1), now=QUEUED + 9 * SECOND) == [10.0 + 12 * 1.25 - 9.0]


@pytest.mark.parametrize("rate", [0.05, 1.0, 1000.0])
def test_a_clock_set_back_does_not_hang_the_lane(rate: float) -> None:
    most = AHEAD.total_seconds() + LONGEST / (rate * SHARE) + 0.001
    _, queue = admit(free(rate), [Waiting(1)] * 100, now=EIGHT)
    waited = queue.ends_at - EIGHT
    [told] = places(queue, Waiting(1), now=EIGHT - HOUR)
    assert told is None or told <= waited.total_seconds() + most
    _, idle = admit(free(rate), [Waiting(1)], now=EIGHT)
    [told] = places(idle, Waiting(1), now=EIGHT - HOUR)
    assert told is None or told <= most


# --- a morning of many calls -------------------------------------------------------------------------------
@dataclass
class Text:
    due: datetime
    segments: int = 1
    until: datetime | None = None
    place: datetime | None = None
    went: datetime | None = None
    calls: int = 0


class Morning:
    """A sender whose queue is asked every five seconds for all whose time has come."""

    def __init__(self, texts: Sequence[Text], rate: float = 1.0) -> None:
        self.texts, self.queue = texts, free(rate)
        self._next = [(text.place or text.due, number) for number, text in enumerate(texts)]
        heapify(self._next)

    def pass_until(self, end: datetime, *, since: datetime = EIGHT) -> None:
        for tick in range((end - since) // TICK + 1):
            now, come = since + tick * TICK, []
            while self._next and self._next[0][0] <= now:
                come.append(heappop(self._next)[1])
            self._ask([number for number in come if not self._is_too_late(number, now)], now)

    def _is_too_late(self, number: int, now: datetime) -> bool:
        until = self.texts[number].until
        return until is not None and now > until

    def _ask(self, asking: Sequence[int], now: datetime) -> None:
        texts = [self.texts[number] for number in asking]
        waiting = [Waiting(text.segments, text.place, text.until) for text in texts]
        told, self.queue = admit(self.queue, waiting, now=now)
        for number, text, place in zip(asking, texts, told, strict=True):
            text.calls += 1
            if place is None:
                text.went = now
            else:
                text.place = place
                heappush(self._next, (place, number))


def gone(texts: Iterable[Text]) -> list[Text]:
    return [one for one in texts if one.went is not None]


seconds = st.integers(0, 300).map(lambda number: number * SECOND)
arrivals = st.lists(st.tuples(seconds, st.integers(1, 6)), min_size=1, max_size=60).map(
    lambda drawn: [Text(EIGHT + after, segments) for after, segments in sorted(drawn)]
)
rates = st.sampled_from([0.05, 0.3, 1.0, 3.0, 100.0, 1000.0])


@settings(deadline=None, max_examples=60)
@given(arrivals, rates)
def test_who_is_due_first_goes_first_and_nobody_is_called_more_than_twice(
    texts: list[Text], rate: float
) -> None:
    Morning(texts, rate).pass_until(
        EIGHT + 6 * MINUTE + sum(one.segments for one in texts) / rate * 2 * SECOND
    )
    assert len(gone(texts)) == len(texts)
    went = [(one.went, one.due) for one in texts]
    assert not [(one, other) for one in went for other in went if one[1] < other[1] and one[0] > other[0]]  # type: ignore[operator]
    assert max(one.calls for one in texts) <= 2


def around(now: datetime, least: int, most: int) -> st.SearchStrategy[datetime]:
    return st.integers(least, most).map(lambda after: now + after * SECOND)


@st.composite
def any_calls(draw: st.DrawFn) -> list[tuple[datetime, list[Waiting]]]:
    """Calls at any times, of texts with and without places, early, late or none."""
    now, calls = EIGHT, []
    for _ in range(draw(st.integers(1, 12))):
        now += draw(st.integers(0, 40)) * SECOND
        place, until = st.none() | around(now, -200, 200), st.none() | around(now, -60, 300)
        texts = draw(st.lists(st.builds(Waiting, st.integers(1, 9), place, until), max_size=25))
        calls.append((now, texts))
    return calls


@settings(deadline=None, max_examples=40)
@given(any_calls(), rates)
def test_in_no_window_more_goes_than_the_pace_carries(
    calls: list[tuple[datetime, list[Waiting]]], rate: float
) -> None:
    """Reminders take four fifths of the pace, ten seconds ahead, and the text that is begun may be finished."""
    queue, passed = free(rate), []
    for now, texts in calls:
        told, queue = admit(queue, texts, now=now)
        went = [text.segments for text, place in zip(texts, told, strict=True) if place is None]
        passed.append((now, sum(went), max(went, default=0)))
        assert all(place > now for place in told if place is not None)
        assert all(
            queue.ends_at >= place
            for text, place in zip(texts, told, strict=True)
            if place and not (text.until and text.until <= place)
        )
    for first, (begin, _, _) in enumerate(passed):
        total = longest = 0
        for end, segments, the_longest in passed[first:]:
            total, longest = total + segments, max(longest, the_longest)
            assert total <= rate * SHARE * (end - begin + AHEAD).total_seconds() + longest + 0.01


@pytest.mark.parametrize("paused", [50 * SECOND, 5 * MINUTE, HOUR])
def test_after_a_pause_of_the_scheduler_everybody_goes(paused: timedelta) -> None:
    texts = [Text(EIGHT + number // 10 * SECOND) for number in range(400)]
    morning = Morning(texts)
    morning.pass_until(EIGHT + MINUTE)
    morning.pass_until(EIGHT + paused + 15 * MINUTE, since=EIGHT + MINUTE + paused)
    assert len(gone(texts)) == 400
    assert sum(one.calls for one in texts) < 400 * 6


def test_those_who_wait_together_are_not_overtaken_by_all_who_come_after() -> None:
    """As after a refusal of the sender is cured: all wait for one instant, and new texts are due all the time."""
    waited = [Text(EIGHT, place=EIGHT) for _ in range(300)]
    newcomers = [Text(EIGHT + number * SECOND) for number in range(1, 300)]
    morning = Morning([*waited, *newcomers])
    morning.pass_until(EIGHT + 20 * MINUTE)
    last = max(one.went for one in waited if one.went)
    assert last <= EIGHT + 300 / SHARE * SECOND
    assert not [one for one in newcomers if one.went and one.went < last]
    assert sum(one.calls for one in waited) <= 3 * 300


# --- the promise: what is due at eight still goes in time --------------------------------------------------
@pytest.mark.parametrize(
    ("texts", "share"),
    [(2_000, 1.0), (5_760, 1.0), (8_000, 0.72)],
    ids=["2,000", "as many as fit", "too many"],
)
def test_the_share_of_eight_o_clock_that_goes_within_two_hours(texts: int, share: float) -> None:
    burst = [Text(EIGHT, until=EIGHT + 2 * HOUR) for _ in range(texts)]
    Morning(burst).pass_until(EIGHT + 3 * HOUR)
    assert len(gone(burst)) / texts == pytest.approx(share, abs=0.002)


def test_the_last_of_two_thousand_goes_in_forty_two_minutes_at_an_even_pace() -> None:
    burst = [Text(EIGHT, until=EIGHT + 2 * HOUR) for _ in range(2_000)]
    Morning(burst).pass_until(EIGHT + 2 * HOUR)
    went = Counter((one.went - EIGHT) // MINUTE for one in burst if one.went)
    assert max(went) == 41
    assert {count for minute, count in went.items() if 0 < minute < 41} == {48}


def test_those_who_cannot_go_in_time_take_it_from_nobody_who_comes_after() -> None:
    """8,000 at eight fill the two hours; a third of them is held, and 500 more at half past nine must all go."""
    burst = [Text(EIGHT, until=EIGHT + 2 * HOUR) for _ in range(8_000)]
    after = [Text(EIGHT + 1.5 * HOUR, until=EIGHT + 3.5 * HOUR) for _ in range(500)]
    Morning([*burst, *after]).pass_until(EIGHT + 4 * HOUR)
    assert len(gone(after)) == 500
    assert max(one.went for one in after if one.went) <= EIGHT + 2 * HOUR + 11 * MINUTE


# --- places given ahead ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("queue", "texts", "segments", "told"),
    [
        (free(), 3, 1, [0.0, 1.25, 2.5]),
        (free(), 2, 2, [0.0, 2.5]),
        (free(10.0), 2, 1, [0.0, 0.125]),
        (Queue(1.0, EIGHT + 4 * SECOND, EIGHT), 1, 1, [4.0]),
        (Queue(1.0, EIGHT, EIGHT + 20 * SECOND), 2, 1, [20.0, 21.25]),
        (Queue(1.0, EIGHT - HOUR, EIGHT - HOUR), 1, 1, [0.0]),
        (Queue(1.0, EIGHT, EIGHT + RESERVED - SECOND), 2, 1, [59.0, None]),
        (Queue(1.0, EIGHT, EIGHT + RESERVED), 1, 1, [None]),
        (Queue(1.0, EIGHT, EIGHT + HOUR), 1, 1, [None]),
        (free(), 0, 1, []),
    ],
)
def test_places_given_when_texts_are_planned(
    queue: Queue, texts: int, segments: int, told: list[float | None]
) -> None:
    found, after = reserve(queue, texts, segments=segments, now=EIGHT)
    assert [None if place is None else (place - EIGHT).total_seconds() for place in found] == told
    given = [place for place in found if place is not None]
    assert after.free_at >= EIGHT  # so that a clock set back later is noticed by it
    assert after.ends_at == (given[-1] + segments / (queue.rate * SHARE) * SECOND if given else queue.ends_at)


def test_who_has_a_place_goes_at_its_time_and_no_newcomer_before() -> None:
    given, queue = reserve(free(), 40, segments=1, now=EIGHT)
    went: list[int] = []
    for tick in range(12):
        now = EIGHT + tick * TICK
        up = [n for n in range(40) if n not in went and (given[n] or now) < now + TICK]
        told, queue = admit(queue, [Waiting(1), *(Waiting(1, given[n]) for n in up)], now=now)
        assert told[0] is not None or len(went) + len(up) == 40
        went += [n for n, place in zip(up, told[1:], strict=True) if place is None]
        assert queue.free_at <= now + AHEAD + 2 * SECOND
    assert went == list(range(40))


@pytest.mark.parametrize(
    ("place", "at"), [(0.0, 0.0), (3.0, 3.0), (5.0, 5.0), (7.5, 5.0), (9.999, 5.0), (61.25, 60.0)]
)
def test_places_of_five_seconds_are_taken_up_together_and_never_at_once(place: float, at: float) -> None:
    taken = taken_up_at(EIGHT + place * SECOND, now=EIGHT - SECOND if place == 0 else EIGHT)
    assert (taken - EIGHT).total_seconds() == at
