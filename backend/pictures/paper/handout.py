"""The paper twin of an assignment: pictures, doses, boxes to tick, what to do in danger, and a way back to the phone.

Set twice: first measured, in the largest type in which it needs no more pages than in the usual one, then drawn. The
same content gives the same bytes. Lengths are in points; y is counted from the foot of the page, as PDF does.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import segno
import structlog
from django.utils.formats import date_format
from django.utils.translation import override
from PIL import Image
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from backend.pictures.addresses import OWN
from backend.pictures.figures.on_demand import content_of
from backend.pictures.paper.poses import cut, disc, draw_poses
from backend.pictures.paper.typeface import (
    LEADING,
    STRONG,
    Line,
    height_of,
    letters,
    printable,
    set_in,
    width_of,
)
from backend.pictures.sheet import fitted
from backend.pictures.store import NoSuchFile
from exercises.reads.handout import Handout, HandoutExercise
from exercises.rules.paper import printed
from exercises.rules.wording import say, weekday
from exercises.terms import Paper

log = structlog.get_logger(__name__)

PAGE = {Paper.A4: A4, Paper.LETTER: LETTER}
MARGIN = 30
"""10.6 mm: more than any printer leaves blank."""
SIZES = (12, 11.5, 11, 10.5, 10, 9.5)
"""Of the type. Source Sans is small for its size: 10 of it are read like 9.5 of most."""
USUAL = 10
SMALL = 9.5
FEW = 8
"""So many exercises must go on two pages, if need be in the smallest type."""
GAP = 10
BOX = 14.5
"""5 mm: wide enough for a pen held by a shaky hand."""
WEEKS = 4
TICKS = 7 * BOX + 11
TICKS_HIGH = WEEKS * BOX + SMALL + 3
PICTURES = 0.32
"""Of the width of the page, for the pictures."""
LOWEST = 92
"""An exercise is at least so high, for its pictures."""
HIGHEST = 210
"""It grows up to this where the page has room. Text that is longer than that goes on below, as wide as the page."""
MOST_SIGNS = 10
MOST_LETTERS = 800
"""So many signs to stop, and so long together, go into the box; the others stand with their exercise. What to do then
must be on the page."""
QR = 84
NOTES = 60
"""Where so much is left on the last page it has lines for notes."""
FOOT = 27


@dataclass(frozen=True, slots=True)
class Block:
    """What is not broken over two pages: an exercise, or with number 0 a paragraph that goes on below one. `gap` is
    the room after it."""

    lines: list[Line]
    gap: float
    number: int = 0
    poses: Sequence[Image.Image] = ()

    @property
    def height(self) -> float:
        least = (LOWEST if self.poses else TICKS_HIGH) if self.number else 0
        return max(height_of(self.lines), least) + self.gap

    @property
    def may_grow(self) -> float:
        return max(0.0, HIGHEST - self.height) if self.poses else 0.0


@dataclass(slots=True)
class Layout:
    """A handout in one size of type, measured."""

    size: float
    pages: list[list[Block]]


def handout_pdf(handout: Handout, *, link: str | None, paper: Paper) -> bytes:
    """The sheet as PDF. `link` is the address in its QR code; with None it says whom to ask for one."""
    letters()
    poses = [_poses(exercise) for exercise in handout.exercises]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE[paper], invariant=1, lang=handout.language, pageCompression=1)
    with override(handout.language):
        _Printer(handout, link, poses, canvas, PAGE[paper]).print()
    canvas.save()
    return out.getvalue()


def _poses(exercise: HandoutExercise) -> list[Image.Image]:
    """Without those that cannot be read: the words still help."""
    found = []
    for path in exercise.pictures:
        try:
            found.append(Image.open(io.BytesIO(content_of(path))).convert("RGB"))
        except (NoSuchFile, OSError) as why:
            log.error("handout_picture_missing", path=path, error=type(why).__name__)
    if any(path.startswith(OWN) for path in exercise.pictures):
        return fitted(found)
    return cut(found) if found else []


class _Printer:
    """One handout under way, on one canvas."""

    def __init__(
        self,
        handout: Handout,
        link: str | None,
        poses: Sequence[Sequence[Image.Image]],
        canvas: Canvas,
        page: tuple[float, float],
    ) -> None:
        self.handout, self.link, self.poses, self.canvas = handout, link, poses, canvas
        self.language = handout.language
        self.width, self.height = page[0] - 2 * MARGIN, page[1]
        self.size: float = USUAL
        self.in_box = _in_box(handout.stop_if)

    # What it says.

    def say(self, name: str, /, **values: str) -> str:
        return printed(name, self.language, values)

    def shown(self, text: str) -> str:
        """The text, or where it is in a script that the typeface lacks, whom to ask for it."""
        found = printable(text)
        return self.shown_not if found is None else found

    @property
    def shown_not(self) -> str:
        return self.say("paper_unprintable")

    def date(self, day: date) -> str:
        return date_format(day, "DATE_FORMAT")

    @property
    def _text_width(self) -> float:
        return self.width * (1 - PICTURES) - TICKS - 2 * GAP

    # How it is set.

    def print(self) -> None:
        layout = self._layout()
        self.size = layout.size
        self._name_file()
        for number, blocks in enumerate(layout.pages, start=1):
            y = (
                self._head(draw=True, pages=len(layout.pages))
                if number == 1
                else self._running_head(draw=True)
            )
            y = self._blocks(blocks, y)
            if number == len(layout.pages):
                self._notes(y)
            self._foot(number, len(layout.pages))
            self.canvas.showPage()

    def _layout(self) -> Layout:
        usual = len(self._measured(USUAL).pages)
        most = min(usual, 2) if len(self.handout.exercises) <= FEW else usual
        tried = [self._measured(size) for size in SIZES]
        return next((one for one in tried if len(one.pages) <= most), tried[-1])

    def _measured(self, size: float) -> Layout:
        self.size = size
        head = self._head(draw=False, pages=2)
        blocks = [
            block
            for number, exercise in enumerate(self.handout.exercises, start=1)
            for block in self._exercise(number, exercise, self.poses[number - 1])
        ]
        full = self._running_head(draw=False) - self._low
        return Layout(size, _packed(blocks, first=head - self._low, others=full))

    @property
    def _low(self) -> float:
        """Where the foot of a page begins."""
        return MARGIN + FOOT

    def _exercise(self, number: int, exercise: HandoutExercise, poses: Sequence[Image.Image]) -> list[Block]:
        size = self.size
        room = self._text_width + (0 if poses else self.width * PICTURES + GAP)
        name = printable(exercise.name) or self.say("paper_exercise", number=str(number))
        dose = f"{self.shown(exercise.dose)} · {exercise.frequency}"
        lines = set_in(name, room, size + 2.5, strong=True, indent=22)
        lines += set_in(dose, room, size + 0.5, strong=True, before=1)
        below: list[list[Line]] = []
        marks = width_of(f"{len(exercise.steps)}. ", size) + 1
        for mark, text in self._paragraphs(exercise):
            indent = marks if mark else 0
            beside = set_in(text, room, size, mark=mark, indent=indent, before=1.5)
            if below or height_of(lines) + height_of(beside) > HIGHEST:
                below.append(set_in(text, self.width, size, mark=mark, indent=indent, before=1.5))
            else:
                lines += beside
        gaps = [0.0] * len(below) + [GAP]
        return [
            Block(lines, gaps[0], number, poses),
            *(Block(more, gap) for more, gap in zip(below, gaps[1:], strict=True)),
        ]

    def _paragraphs(self, exercise: HandoutExercise) -> list[tuple[str, str]]:
        """Note, steps, cautions and the signs that did not go into the box, each with its mark. That something cannot
        be printed is said once."""
        found = [("", self.say("paper_note", text=exercise.note))] if exercise.note else []
        found += [(f"{place}.", step) for place, step in enumerate(exercise.steps, start=1)]
        if exercise.cautions:
            careful = say("guide_careful", self.language, {"text": " ".join(exercise.cautions)})
            found.append(("", careful))
        stop_if = self.say("paper_stop_if")
        found += [("", f"{stop_if}: {sign}") for sign in exercise.stop_if if sign not in self.in_box]
        shown = [(mark, printable(text)) for mark, text in found]
        printed_ones = [(mark, text) for mark, text in shown if text is not None]
        return printed_ones if len(printed_ones) == len(shown) else [*printed_ones, ("", self.shown_not)]

    # How it is drawn.

    def lines(self, lines: Sequence[Line], x: float, y: float, *, to_left: bool = False) -> float:
        """The lines from y downwards, beginning or with `to_left` ending at x; returns where they end."""
        for line in lines:
            y -= line.height
            base = y + line.size * 0.3
            self.canvas.setFont(line.font, line.size)
            if line.mark:
                self.canvas.drawString(x, base, line.mark)
            if to_left:
                self.canvas.drawRightString(x, base, line.text)
            else:
                self.canvas.drawString(x + line.indent, base, line.text)
        return y

    def _name_file(self) -> None:
        """A printer's queue and a viewer's list of files show this: it says nobody's name."""
        self.canvas.setTitle(self.say("paper_plan_of", date=self.date(self.handout.day)))
        self.canvas.setAuthor(self.handout.clinic)
        self.canvas.setSubject("")
        self.canvas.setCreator("Homestretch")
        self.canvas.setProducer("Homestretch")
        self.canvas.setKeywords([])
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    def _title(self) -> str:
        return self.say("paper_title", first_name=printable(self.handout.first_name) or "").strip()

    def _head(self, *, draw: bool, pages: int) -> float:
        """The head of the first page; returns where the exercises begin."""
        y = self._names(draw=draw, pages=pages)
        for words in self._notices():
            y = self._framed(set_in(words, self.width - 20, self.size + 1, strong=True), y, draw=draw)
        y = self._stop(y, draw=draw)
        y = self._words_to_text(y, draw=draw)
        return self._how_to_tick(y, draw=draw)

    def _names(self, *, draw: bool, pages: int) -> float:
        handout, top = self.handout, self.height - MARGIN
        side = 2 * QR + GAP
        room = self.width - side - GAP
        number, of, name = handout.phase
        phase = self.say("paper_phase", number=str(number), of=str(of), name=printable(name) or "").rstrip(
            " :"
        )
        plan = self.say("paper_plan_of", date=self.date(handout.day))
        if pages > 1:
            count = self.say("paper_many", count=str(len(handout.exercises)), pages=str(pages))
            plan = f"{plan} · {count}"
        lines = set_in(self.shown(handout.clinic), room, 12)
        title = set_in(self._title(), room, 21, strong=True)
        after = set_in(phase, room, 12.5, strong=True, before=3) + set_in(plan, room, 11)
        if draw:
            y = self.lines(title, MARGIN, self.lines(lines, MARGIN, top))
            if printable(handout.first_name) is None:
                start = MARGIN + width_of(title[-1].text, 21, strong=True) + 6
                self.canvas.setLineWidth(0.8)
                self.canvas.line(start, y + 5, max(start + 60, MARGIN + room), y + 5)
            self.lines(after, MARGIN, y)
            self._way_back(top)
        used = height_of(lines) + height_of(title) + height_of(after)
        return top - max(used, QR if self.link else 0) - GAP

    def _way_back(self, top: float) -> None:
        """The QR code and what it is for, in the upper right corner."""
        right, side = MARGIN + self.width, 2 * QR + GAP
        if self.link is None:
            self.lines(set_in(self.say("paper_no_link"), 2 * QR, SMALL + 0.5), right - 2 * QR, top)
            return
        lines = set_in(self.say("paper_scan"), QR - 2, SMALL + 0.5)
        self.lines(lines, right - side, top - (QR - height_of(lines)) / 2)
        self._qr(self.link, right - QR, top, QR)

    def _qr(self, link: str, x: float, top: float, side: float) -> None:
        """The code without its quiet zone, which the white around it is."""
        rows = list(segno.make(link, error="m", micro=False).matrix)
        module = side / len(rows)
        path = self.canvas.beginPath()
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    path.rect(x + across * module, top - (down + 1) * module, module, module)
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _notices(self) -> list[str]:
        handout, found = self.handout, []
        if handout.is_paused:
            found.append(self.say("paper_paused"))
        if handout.begins_on:
            found.append(self.say("paper_begins", date=self.date(handout.begins_on)))
        if handout.easier_until:
            found.append(self.say("paper_easier", date=self.date(handout.easier_until)))
        return found

    def _framed(self, lines: list[Line], y: float, *, draw: bool) -> float:
        height = height_of(lines) + 9
        if draw:
            self._frame(y, height, 2)
            self.lines(lines, MARGIN + 10, y - 4)
        return y - height - 7

    def _frame(self, y: float, height: float, line: float) -> None:
        self.canvas.setLineWidth(line)
        self.canvas.setStrokeGray(0)
        self.canvas.roundRect(MARGIN, y - height, self.width, height, 5)

    def _stop(self, y: float, *, draw: bool) -> float:
        """When to stop, what to do then, and the numbers."""
        numbers = self._numbers()
        side = 126 if numbers else 0
        room = self.width - 20 - side
        half = (room - GAP) / 2
        signs = [set_in(self.shown(sign), half, self.size, mark="•", indent=9) for sign in self.in_box]
        columns = _halved(signs)
        heading = set_in(f"{self.say('paper_stop_if')}:", room, self.size + 2, strong=True) if signs else []
        safety = set_in(self.shown(self.handout.safety), room, self.size, strong=True, before=3)
        listed = max(map(height_of, columns))
        called = [
            line
            for place, (label, number) in enumerate(numbers)
            for line in (
                *set_in(label, side - GAP, SMALL, before=4 if place else 0),
                *set_in(number, side - GAP, 14, strong=True),
            )
        ]
        height = max(height_of(heading) + listed + height_of(safety), height_of(called)) + 12
        if draw:
            self._frame(y, height, 2)
            below = self.lines(heading, MARGIN + 10, y - 5)
            for place, column in enumerate(columns):
                self.lines(column, MARGIN + 10 + place * (half + GAP), below)
            self.lines(safety, MARGIN + 10, below - listed)
            if called:
                edge = MARGIN + self.width - side
                self.canvas.setLineWidth(0.8)
                self.canvas.line(edge, y - 7, edge, y - height + 7)
                self.lines(called, edge + GAP - 2, y - (height - height_of(called)) / 2)
        return y - height - 7

    def _numbers(self) -> list[tuple[str, str]]:
        handout = self.handout
        numbers = (
            ("paper_emergency", handout.emergency_number),
            ("paper_clinic", handout.phone),
            ("paper_closed", handout.urgent_line),
        )
        return [(self.say(name), shown) for name, number in numbers if (shown := printable(number))]

    def _words_to_text(self, y: float, *, draw: bool) -> float:
        """What may be texted to the clinic's number; the words are English in every language, as we read them."""
        size = max(SMALL + 0.5, self.size - 0.5)
        words = {
            "GO": "paper_go",
            "DONE 3": "paper_done",
            "LOG Mon Tue": "paper_log",
            "CALL": "paper_call",
            "STOP": "paper_end",
        }
        lead = f"{self.say('paper_text', number=self.handout.text_number)}:"
        pieces = [(lead, "")] + [(word, self.say(name)) for word, name in words.items()]
        x, row = 0.0, y - size * LEADING
        for word, meaning in pieces:
            strong = width_of(word, size, strong=True)
            wide = strong + (4 + width_of(meaning, size) if meaning else 0)
            if x and x + wide > self.width:
                x, row = 0.0, row - size * LEADING
            if draw:
                self.lines([Line(word, size, True)], MARGIN + x, row + size * LEADING)
                self.lines([Line(meaning, size)], MARGIN + x + strong + 4, row + size * LEADING)
            x += wide + GAP
        return row - 5

    def _how_to_tick(self, y: float, *, draw: bool) -> float:
        first = self.handout.begins_on or self.handout.day
        words = self.say("paper_tick", date=self.date(first))
        if any(exercise.several_a_day for exercise in self.handout.exercises):
            words = f"{words} {self.say('paper_several')}"
        lines = set_in(words, self.width, max(SMALL + 0.5, self.size - 0.5))
        if draw:
            self.canvas.setLineWidth(0.8)
            self.canvas.line(MARGIN, y, MARGIN + self.width, y)
            self.lines(lines, MARGIN, y - 2)
        return y - 2 - height_of(lines) - 6

    def _running_head(self, *, draw: bool) -> float:
        """At the top of the other pages: whose it is, and the numbers. Returns where the exercises begin."""
        top = self.height - MARGIN
        numbers = " · ".join(f"{label} {number}" for label, number in self._numbers())
        left = set_in(self._title(), self.width * 0.4 - GAP, SMALL + 0.5)
        right = set_in(numbers, self.width * 0.6, SMALL + 0.5, strong=True)
        end = top - max(height_of(left), height_of(right)) - 2
        if draw:
            self.lines(left, MARGIN, top)
            self.lines(right, MARGIN + self.width, top, to_left=True)
            self.canvas.setLineWidth(0.8)
            self.canvas.line(MARGIN, end, MARGIN + self.width, end)
        return end - GAP

    def _blocks(self, blocks: Sequence[Block], y: float) -> float:
        """The room that is left goes to the pictures, in equal shares."""
        left = y - self._low - sum(block.height for block in blocks)
        growing = sorted((block for block in blocks if block.may_grow), key=lambda block: block.may_grow)
        more: dict[int, float] = {}
        for place, block in enumerate(growing):
            share = min(block.may_grow, left / (len(growing) - place))
            more[block.number] = share
            left -= share
        for place, block in enumerate(blocks):
            height = block.height + more.get(block.number, 0)
            self._block(block, y, height - block.gap)
            y -= height
            if place + 1 < len(blocks) and blocks[place + 1].number:
                self.canvas.setLineWidth(0.4)
                self.canvas.setStrokeGray(0.6)
                self.canvas.line(MARGIN, y + GAP / 2, MARGIN + self.width, y + GAP / 2)
                self.canvas.setStrokeGray(0)
        return y

    def _block(self, block: Block, y: float, height: float) -> None:
        if not block.number:
            self.lines(block.lines, MARGIN, y)
            return
        pictures = self.width * PICTURES
        x = MARGIN + (pictures + GAP if block.poses else 0)
        if block.poses:
            draw_poses(self.canvas, block.poses, MARGIN, y, pictures, height)
        disc(self.canvas, x + 8, y - block.lines[0].height / 2 - 0.5, str(block.number), radius=8)
        self.lines(block.lines, x, y)
        self._ticks(MARGIN + self.width - TICKS, y)

    def _ticks(self, x: float, y: float) -> None:
        """Four weeks from the first day on, a row a week."""
        first, top = self.handout.begins_on or self.handout.day, y - SMALL - 3
        self.canvas.setLineWidth(0.8)
        for day in range(7):
            initial = weekday(self.language, first + timedelta(days=day))[:1].upper()
            self.canvas.setFont(STRONG, SMALL)
            self.canvas.drawCentredString(x + 11 + (day + 0.5) * BOX, y - SMALL, initial)
            for week in range(WEEKS):
                self.canvas.rect(x + 11 + day * BOX, top - BOX * (week + 1), BOX, BOX)
        for week in range(WEEKS):
            self.canvas.setFont(STRONG, SMALL)
            self.canvas.drawString(x, top - BOX * (week + 0.5) - SMALL * 0.33, str(week + 1))

    def _notes(self, y: float) -> None:
        if y - self._low < NOTES:
            return
        y = self.lines([Line(self.say("paper_notes"), self.size, True)], MARGIN, y - 4)
        self.canvas.setLineWidth(0.5)
        while (y := y - 22) > self._low + 4:
            self.canvas.line(MARGIN, y, MARGIN + self.width, y)

    def _foot(self, page: int, pages: int) -> None:
        number = self.say("paper_page", page=str(page), pages=str(pages))
        room = self.width - width_of(number, SMALL, strong=True) - GAP
        words = self.say("paper_reference", date=self.date(self.handout.day))
        top = MARGIN + 2 * SMALL * LEADING
        self.lines(set_in(words, room, SMALL), MARGIN, top)
        self.lines([Line(number, SMALL, True)], MARGIN + self.width, top, to_left=True)


def _in_box(signs: Sequence[str]) -> Sequence[str]:
    together = accumulate(map(len, signs[:MOST_SIGNS]))
    return signs[: sum(length <= MOST_LETTERS for length in together)]


def _halved(paragraphs: list[list[Line]]) -> tuple[list[Line], list[Line]]:
    """The paragraphs in two columns of about the same height."""
    whole = sum(map(height_of, paragraphs))
    left: list[Line] = []
    right: list[Line] = []
    for paragraph in paragraphs:
        target = right if right or height_of(left) >= whole / 2 else left
        target += paragraph
    return left, right


def _packed(blocks: Sequence[Block], *, first: float, others: float) -> list[list[Block]]:
    """The blocks on pages, in the room that the first has and the others have; the first may have none for any."""
    pages: list[list[Block]] = [[]]
    left = first
    for block in blocks:
        if block.height > left and (pages[-1] or left < others):
            pages.append([])
            left = others
        pages[-1].append(block)
        left -= block.height
    return pages
