"""How well texts from patients are read, against a file of labelled examples."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from exercises.rules.replies import read_reply

FIELDS = ("intent", "completed", "pain", "difficulty", "needs_human", "reason")
GOAL = 0.97
"""Share of examples with every field right below which the command fails."""


@dataclass(frozen=True)
class Miss:
    text: str
    field: str
    expected: Any
    read: Any


class Command(BaseCommand):
    help = (
        "Reads the labelled texts of FILE (YAML: examples with text and the six fields); prints the misses."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        examples = examples_in(options["file"])
        misses = [miss for example in examples for miss in misses_of(example)]
        right = len(examples) - len({miss.text for miss in misses})
        out: Any = self.stdout
        console = Console(file=out, width=None if self.stdout.isatty() else 120)
        if misses:
            console.print(_table_of_misses(misses))
        console.print(_table_of_rates(misses, len(examples)))
        share = right / len(examples)
        self.stdout.write(f"Every field right: {right} of {len(examples)} ({share:.1%})")
        if share < GOAL:
            raise CommandError(f"Below {GOAL:.0%}.")


def examples_in(file: Path) -> list[dict[str, Any]]:
    """The labelled examples; CommandError names what is missing."""
    try:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as unreadable:
        raise CommandError(f"{file} cannot be read: {unreadable}") from unreadable
    examples = loaded.get("examples") if isinstance(loaded, dict) else None
    if not isinstance(examples, list) or not examples:
        raise CommandError(f"{file} has no list of examples.")
    for number, example in enumerate(examples, start=1):
        missing = {"text", *FIELDS} - set(example if isinstance(example, dict) else ())
        if missing:
            raise CommandError(f"Example {number} of {file} lacks {', '.join(sorted(missing))}.")
    return examples


def misses_of(example: dict[str, Any]) -> list[Miss]:
    text = str(example["text"])
    reply = read_reply(text)
    return [
        Miss(text, field, example[field], getattr(reply, field))
        for field in FIELDS
        if getattr(reply, field) != example[field]
    ]


def _table_of_misses(misses: list[Miss]) -> Table:
    table = Table("text", "field", "expected", "read", title="Misses")
    for miss in misses:
        table.add_row(ascii(miss.text), miss.field, str(miss.expected), str(miss.read))
    return table


def _table_of_rates(misses: list[Miss], examples: int) -> Table:
    table = Table("field", "right", title="Rates")
    for field in FIELDS:
        wrong = sum(miss.field == field for miss in misses)
        table.add_row(field, f"{(examples - wrong) / examples:.1%}")
    return table
