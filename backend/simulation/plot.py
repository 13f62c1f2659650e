"""Texts a minute as a picture: what came due and what was handed over, drawn as SVG by ourselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1000, 600
LEFT, RIGHT, TOP, PANEL, GAP = 76, 32, 84, 190, 84
MOST_STEPS = 600
"""Of a longer stretch the highest of several minutes is drawn: more would be finer than the picture."""
MOST_LABELS = 17
CLOSE, HOUR, DAY = 15, 60, 1440
MINUTE = timedelta(minutes=1)
DUE, SENT, INK, FAINT = "#f2a65a", "#1f6f8b", "#222", "#d9d9d9"
STYLE = (
    f"text{{font:13px system-ui,sans-serif;fill:{INK}}}.h{{font-size:18px;font-weight:600}}"
    f".s{{font-weight:600}}.g{{stroke:{FAINT}}}.a{{stroke:{INK}}}"
    f".d{{fill:{DUE}}}.t{{fill:{SENT};fill-opacity:.85}}"
)


def texts_a_minute(due: Sequence[int], sent: Sequence[int], *, start: datetime, title: str) -> str:
    """An SVG with the whole stretch above, its busiest quarter of an hour below. Both series begin at `start`."""
    length = max(len(due), len(sent), CLOSE)
    due, sent = [*due, *[0] * (length - len(due))], [*sent, *[0] * (length - len(sent))]
    busiest = max(range(length), key=lambda minute: max(due[minute], sent[minute]))
    first = max(0, min(busiest - 2, length - CLOSE))
    close = slice(first, first + CLOSE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text class="h" x="{LEFT}" y="32">{escape(title)}</text>',
        *_legend(),
        *_Panel(due, sent, start, TOP, _heading("Texts a minute", length)).parts(),
        *_Panel(
            due[close],
            sent[close],
            start + first * MINUTE,
            TOP + PANEL + GAP,
            "The busiest quarter of an hour",
        ).parts(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _legend() -> Iterator[str]:
    for x, css, words in ((WIDTH - 330, "d", "came due"), (WIDTH - 220, "t", "handed to the provider")):
        yield f'<rect class="{css}" x="{x}" y="22" width="12" height="12"/><text x="{x + 18}" y="33">{words}</text>'


def _heading(words: str, minutes: int) -> str:
    step = _step(minutes)
    return words if step == 1 else f"{words}, the highest of each {step}"


def _step(minutes: int) -> int:
    return -(-minutes // MOST_STEPS)


@dataclass(frozen=True)
class _Panel:
    """One pair of axes with both series, from `top` down. `start` is the instant of the first minute."""

    due: Sequence[int]
    sent: Sequence[int]
    start: datetime
    top: int
    heading: str

    def parts(self) -> Iterator[str]:
        bottom, right = self.top + PANEL, WIDTH - RIGHT
        yield f'<text class="s" x="{LEFT}" y="{self.top - 12}">{escape(self.heading)}</text>'
        for value in self._levels:
            y = self._y(value)
            yield f'<path class="g" d="M{LEFT} {y}H{right}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{value:,}</text>'
        yield f'<path class="d" d="{self._area(self.due)}"/><path class="t" d="{self._area(self.sent)}"/>'
        for minute, words in self._hours():
            x = self._x(minute)
            yield f'<path class="a" d="M{x} {bottom}v5"/>'
            yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{words}</text>'
        yield f'<path class="a" d="M{LEFT} {bottom}H{right}"/>'
        yield f'<text x="{right}" y="{bottom + 38}" text-anchor="end">time in UTC</text>'

    @cached_property
    def _levels(self) -> range:
        """Round values for the axis: at most six, the last at or above the highest."""
        highest = max(1, max(self.due), max(self.sent))
        size = 10 ** max(0, len(str(highest)) - 2)
        step = next(size * part for part in (1, 2, 5, 10, 20, 50) if highest <= size * part * 5)
        return range(0, highest + step, step)

    def _hours(self) -> Iterator[tuple[int, str]]:
        """The minutes with a label, so many that the labels fit; midnight has the name of its day."""
        length = len(self.due)
        every = next(
            minutes
            for minutes in (2, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, *range(DAY, length + 2 * DAY, DAY))
            if length <= minutes * MOST_LABELS
        )
        offset = -(self.start.hour * HOUR + self.start.minute) % every
        for minute in range(offset, length + 1, every):
            at = self.start + minute * MINUTE
            is_midnight = (at.hour, at.minute) == (0, 0)
            yield minute, f"{at:%a} {at.day}" if is_midnight else f"{at:%H:%M}"

    def _area(self, values: Sequence[int]) -> str:
        """The outline of the steps, from the axis up and back to it; runs of one height are one line."""
        step, bottom = _step(len(values)), self.top + PANEL
        path, height = [f"M{LEFT} {bottom}"], 0
        for minute in range(0, len(values), step):
            value = max(values[minute : minute + step])
            if value != height:
                path.append(f"H{self._x(minute)}V{self._y(value)}")
                height = value
        return "".join([*path, f"H{self._x(len(values))}V{bottom}Z"])

    def _x(self, minute: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * minute / len(self.due), 1)

    def _y(self, value: int) -> float:
        return round(self.top + PANEL * (1 - value / self._levels[-1]), 1)
