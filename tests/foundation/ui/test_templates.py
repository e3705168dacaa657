"""What every template of the house keeps to: no style or script inside, no words that nobody translates."""

import re
from pathlib import Path

import pytest
from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
TEMPLATES = sorted((HOUSE / "edinstvo").glob("**/templates/**/*.html"))
# Pages of help are written twice, once in each language, in a folder of its name.
WRITTEN_IN = {"ru", "en", "demonstration"}
TRANSLATED = [path for path in TEMPLATES if not WRITTEN_IN & set(path.parts)]
SPRITE = (HOUSE / "edinstvo/foundation/ui/static/ui/icons.svg").read_text()

_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
_BLOCK_OF_WORDS = re.compile(r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}", re.DOTALL)
_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:aria-label|title|placeholder|alt|data-busy|data-l|value|label)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
# A no-break space written by its name is no word.
_SIGN = re.compile(r"&[a-z]+;")
_WORD = re.compile(r"[^\W\d_]{2,}")
# A sentence given to a tag: a capital and a small letter, or Russian. `_("…")` and `{% translate %}` may say it.
_SENTENCE_OF_A_TAG = re.compile(r"(?<!_\()[\"'](?:[A-Z][a-z][^\"']*|[^\"']*[а-яёА-ЯЁ][^\"']*)[\"']")
_TAG_OF_DJANGO = re.compile(r"\{%(?! translate| trans ).*?%\}|\{\{.*?\}\}", re.DOTALL)
# What a machine reads in a `value` is no word: names of choices, languages, themes.
_MACHINE_WORD = re.compile(r"[a-z_-]+")
_NOT_WORDS = {"svg"}


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE / "edinstvo"))


def plain(path: Path) -> str:
    return _COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_keeps_to_the_content_policy(path: Path) -> None:
    source = plain(path)
    assert not re.search(r"\sstyle\s*=|<style\b", source), "a style inside the page"
    script = r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"
    assert not re.search(script, source), "a script inside the page"
    assert not re.search(r"\bhx-(on|vals)\b|\bhx-trigger=\"[^\"]*\[", source), "htmx that evaluates text"
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", source), "another host"


@pytest.mark.parametrize("path", TRANSLATED, ids=name)
def test_says_nothing_that_is_not_translated(path: Path) -> None:
    source = _BLOCK_OF_WORDS.sub("", plain(path))
    assert [said for tag in _TAG_OF_DJANGO.findall(source) for said in _SENTENCE_OF_A_TAG.findall(tag)] == []
    without_tags = _SIGN.sub(" ", _DJANGO.sub(" ", source))
    attributes = [value for value in _SPOKEN.findall(without_tags) if not _MACHINE_WORD.fullmatch(value.strip())]
    words = _WORD.findall(_TAG.sub(" ", without_tags)) + [word for value in attributes for word in _WORD.findall(value)]
    assert [word for word in words if word not in _NOT_WORDS] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_names_only_icons_that_exist(path: Path) -> None:
    source = path.read_text()
    named = re.findall(r"\{% icon \"([^\"]+)\"", source) + re.findall(r"\{% button [^%]*icon=\"([^\"]+)\"", source)
    assert [icon for icon in named if f'id="{icon}"' not in SPRITE] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_forms_that_post_carry_the_token_and_our_own_sentences(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", plain(path), re.DOTALL | re.IGNORECASE)
    assert all("{% csrf_token %}" in form for form in forms)
