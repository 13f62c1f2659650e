"""The words of the page in other languages: all of them, with the same placeholders, compiled as they are written."""

import gettext
import re
from pathlib import Path

import pytest

from backend.phone import pages

ROOM = Path(pages.__file__).parent
LANGUAGES = sorted(path.name for path in (ROOM / "locale").iterdir())
TRANSLATED = re.compile(r'(?:{% translate |\bgettext(?:_lazy)?\(|\b_\()"(.+?)"')
COUNTED = re.compile(
    r"{% blocktranslate(?: with [^%]+| count [^%]+)? %}(.+?)(?:{% plural %}.+?)?{% endblocktranslate %}"
)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ENTRY = re.compile(
    r'msgid "(.+)"\n(?:msgid_plural "(.+)"\nmsgstr\[0\] "(.+)"\nmsgstr\[1\] "(.+)"|msgstr "(.+)")'
)


def said() -> set[str]:
    """Every text that the page translates, the plural ones by their singular."""
    found: set[str] = set()
    for path in (*ROOM.glob("*.py"), *ROOM.glob("templates/phone/*.html")):
        text = path.read_text()
        found |= set(TRANSLATED.findall(text))
        found |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", one) for one in COUNTED.findall(text)}
    return found


def written(language: str) -> dict[str, tuple[str, ...]]:
    """The entries of the .po file: the English text and what stands for it."""
    text = (ROOM / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    return {found[0]: tuple(filter(None, found[2:])) for found in ENTRY.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_page_is_translated_and_no_other(language: str) -> None:
    assert len(said()) > 50
    assert set(written(language)) == said()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    for english, others in written(language).items():
        wanted = sorted(PLACEHOLDER.findall(english))
        assert [sorted(PLACEHOLDER.findall(other)) for other in others] == [wanted] * len(others), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    """`msgfmt django.po -o django.mo` beside them compiles them."""
    catalogue = gettext.translation("django", ROOM / "locale", [language])
    for english, others in written(language).items():
        numbers = range(1, len(others) + 1)
        compiled = [
            catalogue.ngettext(english, english, n) if len(others) > 1 else catalogue.gettext(english)
            for n in numbers
        ]
        assert tuple(compiled) == others
