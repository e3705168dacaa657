"""What the launcher says, in Russian or English; it does not load Django for that."""

import gettext
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

LANGUAGES = ("ru", "en")
USUAL_LANGUAGE = "ru"
_FOLDER = Path(__file__).parent / "locale"


class _Voice:
    """The language and the stream of this process, chosen once at its start."""

    translations: gettext.NullTranslations = gettext.NullTranslations()
    stream: TextIO = sys.stdout


def language_of(*, arguments: list[str], environment: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """The language asked for by `--lang` or by the environment, or None, and the arguments without `--lang`."""
    rest, asked = list(arguments), None
    for position, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            asked = value if equals else (arguments[position + 1 : position + 2] or [""])[0]
            del rest[position : position + (1 if equals else 2)]
            break
    said = asked or next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return (said[:2] if said[:2] in LANGUAGES else None), rest


def speak(*, language: str, stream: TextIO) -> None:
    """Choose the language ("ru", "en") and where sentences go."""
    _Voice.translations = gettext.translation("django", _FOLDER, [language], fallback=True)
    _Voice.stream = stream


def _(sentence: str) -> str:
    """The sentence in the chosen language."""
    return _Voice.translations.gettext(sentence)


def say(sentence: str = "") -> None:
    """Show one line to the person at the terminal, at once."""
    _Voice.stream.write(f"{sentence}\n")
    _Voice.stream.flush()
