"""What the documentation names exists, and what must be documented is."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator

from backend.api.problems import unknown_path
from exercises import terms
from exercises.rules.lifecycle import MessageState
from exercises.rules.patient_commands import CommandKind
from exercises.rules.replies import Intent

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
# The stand-in has an API of its own, which its own tests hold.
OURS = [page for page in PAGES if page.name != "sandbox.md"]

SETTINGS = ROOT / "backend" / "settings.py"
READERS = {"secret", "positive", "address", "switch", "whole", "shaped", "rate", "service"}
ENUMS = [
    *(kind for kind in vars(terms).values() if isinstance(kind, type) and issubclass(kind, StrEnum)),
    MessageState,
    Intent,
    CommandKind,
]
ENUMS.remove(StrEnum)
ROOMS = ("exercises", "backend")
PATH = re.compile(
    r"(?:exercises|backend|tests|docs|media|\.ci)/[\w./*-]*|[\w.-]+\.(?:md|toml)|Procfile|Makefile"
)
DOTTED = re.compile(r"([a-z_]+(?:\.[A-Za-z_]+)+)(?:\(\))?")
CALL = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE) +(/?[a-z](?:[\w/-]|\.(?=\w)|{[^}/]*})*)")
ADDRESS = re.compile(r"(?:(?<=:8000)|(?<![\w.]))/(?:api|sms|health|admin|media)/[\w/-]*")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> list[str]:
    return re.findall(r"```\w*\n(.*?)```", page.read_text(), re.DOTALL)


def spans_of(page: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL))


def code_of(page: Path) -> str:
    """Every line of code on the page, in blocks and in sentences."""
    return "\n".join([*spans_of(page), *blocks_of(page)])


def rows_of(text: str) -> Iterator[list[str]]:
    """The cells of every table row whose first cell is a name in backticks."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("| ").split(" | ")]


# --- settings ----------------------------------------------------------------------------------------------
@cache
def variables() -> dict[str, ast.expr | None]:
    """Every variable that the settings read, with its default as it is written there."""
    found: dict[str, ast.expr | None] = {}
    for node in ast.walk(ast.parse(SETTINGS.read_text())):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        reader = node.func
        by_env = isinstance(reader, ast.Attribute) and ast.unparse(reader.value) == "env"
        if by_env or (isinstance(reader, ast.Name) and reader.id in READERS):
            default = next((word.value for word in node.keywords if word.arg == "default"), None)
            found[str(node.args[0].value)] = default or (node.args[1] if len(node.args) > 1 else None)
    return found


def documented() -> dict[str, list[str]]:
    """The cells of each row of docs/settings.md, by variable."""
    rows = rows_of((DOCS / "settings.md").read_text())
    return {cells[0].split("`")[1]: cells for cells in rows}


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    in_procfile = set(re.findall(r"\$\{(\w+)", (ROOT / "Procfile").read_text()))
    assert len(variables()) > 30
    assert set(documented()) == set(variables()) | in_procfile


def test_the_example_lists_every_variable_and_no_other() -> None:
    listed = re.findall(r"(?m)^#?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text())
    assert sorted(listed) == sorted(variables())


def test_plain_defaults_stand_in_the_documentation() -> None:
    differing = []
    for name, default in variables().items():
        if (
            isinstance(default, ast.Constant)
            and isinstance(default.value, bool | int | str)
            and default.value
        ):
            value = int(default.value) if isinstance(default.value, bool) else default.value
            told = documented()[name][2]
            if told not in (f"`{value}`", "known, in development"):
                differing.append(f"{name}: {value} in the settings, {told} in docs/settings.md")
    assert differing == []


def test_the_variables_that_must_be_set_are_marked() -> None:
    needed = {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(SETTINGS.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "secret"
        and isinstance(node.args[0], ast.Constant)
    } | {"PUBLIC_URL"}
    assert {name for name, cells in documented().items() if cells[0].endswith("*")} == needed


# --- words -------------------------------------------------------------------------------------------------
def section(page: Path, heading: str) -> str:
    found = re.search(rf"(?ms)^### {heading}\n(.*?)(?=^#|\Z)", page.read_text())
    assert found, f"{name_of(page)} has no section {heading}"
    return found[1]


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_coded_value_is_explained(kind: type[StrEnum]) -> None:
    rows = list(rows_of(section(DOCS / "words.md", kind.__name__)))
    assert [cells[0].strip("`") for cells in rows] == [value.value for value in kind]
    assert all(cells[1] for cells in rows)


def test_no_coded_values_are_explained_that_do_not_exist() -> None:
    headings = re.findall(r"(?m)^### (.+)$", (DOCS / "words.md").read_text())
    assert sorted(headings) == sorted(kind.__name__ for kind in ENUMS)


def test_the_tour_names_every_state_of_a_message() -> None:
    text = (DOCS / "tour.md").read_text()
    table = text[text.index("## The life of a message") :]
    named = {name for cells in rows_of(table) for name in re.findall(r"`(\w+)`", cells[0])}
    assert {state.value for state in MessageState} <= named


# --- paths and links ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_named_exists(page: Path) -> None:
    named = {span for span in spans_of(page) if PATH.fullmatch(span)}
    missing = {span for span in named if not any(True for _ in ROOT.glob(span.rstrip("/")))}
    # Beside the page, as in "`urls.py` has all routes", names need not be whole.
    assert {span for span in missing if not (page.parent / span).exists()} == set()


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text())
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = page.parent / target if target else page
        if not there.exists() or (anchor and anchor not in anchors_of(there)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").glob("*")), ids=name_of)
def test_a_picture_is_light_and_is_shown_somewhere(picture: Path) -> None:
    assert picture.stat().st_size < 200_000
    assert any(picture.name in page.read_text() for page in PAGES)


# --- commands ----------------------------------------------------------------------------------------------
def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z][a-z-]*):", (ROOT / "Makefile").read_text()))
    pages = [*PAGES, ROOT / "CONTRIBUTING.md"]
    named = {name for page in pages for name in re.findall(r"(?m)^ *make ([a-z][a-z-]*)", code_of(page))}
    assert {"run", "test"} <= named
    assert named - targets == set()


def test_every_management_command_named_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"manage\.py ([a-z]+)", code_of(page))}
    assert {"runscheduler", "loadlibrary"} <= named
    assert named - set(get_commands()) == set()


# --- functions ---------------------------------------------------------------------------------------------
def named_in_code(dotted: str) -> Any:
    """What `room.module.function` or `room.module` names, below exercises/ or backend/. Raises LookupError."""
    parts = dotted.split(".")
    for room in ROOMS:
        for length in range(len(parts), 0, -1):
            try:
                found: Any = import_module(".".join([room, *parts[:length]]))
                for name in parts[length:]:
                    found = getattr(found, name)
            except (ImportError, AttributeError):
                continue
            return found
    raise LookupError(dotted)


def exists(dotted: str) -> bool:
    try:
        named_in_code(dotted)
    except LookupError:
        return False
    return True


def dotted_in(page: Path) -> set[str]:
    found = [DOTTED.fullmatch(span) for span in spans_of(page) if not PATH.fullmatch(span)]
    return {match[1] for match in found if match and not match[1].endswith((".py", ".yaml", ".txt"))}


@pytest.mark.parametrize("page", [DOCS / "tour.md", DOCS / "words.md"], ids=name_of)
def test_every_function_named_exists(page: Path) -> None:
    named = dotted_in(page)
    assert named
    assert {dotted for dotted in named if not exists(dotted)} == set()


# --- the API -----------------------------------------------------------------------------------------------
@cache
def calls() -> frozenset[str]:
    """Every call of the API as "GET /api/v1/patients/{}"."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return frozenset(
        f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"
        for path, item in paths.items()
        for method in item
    )


def is_ours(address: str) -> bool:
    try:
        return resolve(address).func is not unknown_path
    except Resolver404:
        return False


def call_exists(method: str, path: str) -> bool:
    """`path` is whole, or what follows /api/v1/; ids in it are written in braces."""
    if not path.startswith("/"):
        path = f"/api/v1/{path}"
    if path.startswith("/api/v1/"):
        return f"{method} {re.sub(r'{[^}]*}', '{}', path)}" in calls()
    return is_ours(re.sub(r"{[^}]*}", "x", path))


@pytest.mark.parametrize("page", OURS, ids=name_of)
def test_every_call_named_exists(page: Path) -> None:
    unknown = [
        f"{method} {path}" for method, path in CALL.findall(code_of(page)) if not call_exists(method, path)
    ]
    assert unknown == []


@pytest.mark.parametrize("page", OURS, ids=name_of)
def test_every_address_named_is_answered(page: Path) -> None:
    known = {call.split(" ")[1] for call in calls()}
    unknown = {
        address
        for address in ADDRESS.findall(page.read_text())
        if not is_ours(address)
        # The beginning of addresses, such as /sms/status/ and /api/v1/patients/
        and not is_ours(f"{address}x")
        and not any(path.startswith(address) for path in known)
    }
    assert unknown == set()
