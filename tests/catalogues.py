"""The catalogues of what we text and print: brought up to date with exercises/rules, and compiled.

`make messages` writes them. A new or changed English text stands in each .po without translation, or with the former
one marked fuzzy, until a person has written it; then run it again. tests/exercises/test_catalogues.py names what is
left.
"""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from exercises.rules.paper import PRINTED
from exercises.rules.wording import LANGUAGES, LOCALE, TEXTS

ENGLISH = {**TEXTS["en"], **PRINTED}
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def brought_up_to_date(catalogue: Catalog) -> Catalog:
    """The same translations in the order of ENGLISH, without those of texts that are gone."""
    known = {entry.context: entry for entry in catalogue if entry.id}
    new = Catalog(
        locale=catalogue.locale,
        domain="django",
        header_comment=catalogue.header_comment,
        msgid_bugs_address=catalogue.msgid_bugs_address,
        project=catalogue.project,
        version=catalogue.version,
        creation_date=catalogue.creation_date,
        revision_date=catalogue.revision_date,
        last_translator=catalogue.last_translator,
        language_team=catalogue.language_team,
        fuzzy=False,
    )
    for name, english in ENGLISH.items():
        old = known.get(name) or Message(english, "")
        flags = set(old.flags) | ({"fuzzy"} if old.string and old.id != english else set())
        new.add(english, old.string, context=name, flags=flags, user_comments=old.user_comments)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(entry.context) for entry in catalogue if entry.id and (entry.fuzzy or not entry.string)]


def main() -> None:
    for language in TRANSLATED:
        catalogue = brought_up_to_date(read(language))
        path = path_of(language)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, no_location=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        left = untranslated(catalogue)
        print(
            f"{language}: {len(catalogue) - len(left)} texts",
            *(f"to translate: {name}" for name in left),
            sep="\n  ",
        )


if __name__ == "__main__":
    main()
