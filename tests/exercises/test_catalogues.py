"""The catalogues of what we text say what the English texts say. `make messages` mends most of what fails here."""

from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog

from exercises.rules.texts import placeholders
from exercises.rules.wording import LANGUAGES, LOCALE, translated
from tests.catalogues import ENGLISH, TRANSLATED, brought_up_to_date, path_of, read, untranslated


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read(request.param)


def entries(catalogue: Catalog) -> dict[str, tuple[str, str]]:
    return {str(entry.context): (str(entry.id), str(entry.string)) for entry in catalogue if entry.id}


def test_every_language_but_english_has_a_catalogue_and_nothing_else_has() -> None:
    assert {path.name for path in LOCALE.iterdir()} == LANGUAGES.keys() - {"en"}


def test_every_text_is_translated(catalogue: Catalog) -> None:
    assert ENGLISH.keys() - entries(catalogue).keys() == set()
    assert untranslated(catalogue) == []


def test_no_translation_is_of_an_english_text_that_is_gone_or_changed(catalogue: Catalog) -> None:
    assert {name: english for name, (english, _) in entries(catalogue).items()} == ENGLISH
    assert not catalogue.obsolete


def test_a_translation_holds_the_placeholders_of_the_english_text(catalogue: Catalog) -> None:
    differing = [
        name
        for name, (english, words) in entries(catalogue).items()
        if placeholders(english) != placeholders(words)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_the_written_one(catalogue: Catalog) -> None:
    with path_of(str(catalogue.locale)).with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    found = {name: compiled.pgettext(name, english) for name, english in ENGLISH.items()}
    assert found == {name: words for name, (_, words) in entries(catalogue).items()}
    shown = {name: translated(name, english, str(catalogue.locale)) for name, english in ENGLISH.items()}
    assert shown == found


def test_a_catalogue_says_who_must_review_it(catalogue: Catalog) -> None:
    assert "native-speaking licensed clinician" in catalogue.header_comment


def test_a_changed_english_text_is_translated_anew_and_one_that_is_gone_goes() -> None:
    catalogue = Catalog(locale="fr", domain="django")
    catalogue.add("completed", "fait", context="done")
    catalogue.add("gone", "parti", context="gone")
    new = brought_up_to_date(catalogue)
    assert set(untranslated(new)) == ENGLISH.keys()
    done = new.get("done", context="done")
    assert done and (done.string, done.fuzzy) == ("fait", True)
    assert entries(new).keys() == ENGLISH.keys()
