"""Gathers the interface's strings into each app's catalogues and compiles them; `--check` only complains.

An app is a package with a place of its own on a floor (edinstvo/registry/members); it keeps its own locale/ folder.
English catalogues fill themselves; Russian ones are written by people.
"""

import argparse
import io
import re
import struct
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
LANGUAGES = {
    "en": "nplurals=2; plural=(n != 1);",
    # As Django's own catalogue has it, so that both are counted by one rule. The last form is for fractions.
    "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
}
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
# Strings that live outside every app are kept by the interface.
ORPHANS = {HOUSE / "edinstvo" / "foundation" / "ui": [HOUSE / "config"]}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    """Update and compile, or check; a number of complaints makes the exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, complain about what is missing or stale")
    parser.add_argument("apps", nargs="*", type=Path, help="folders of apps; all of them when none is named")
    given = parser.parse_args()
    apps = [app.resolve() for app in given.apps] or all_apps()
    complaints: list[str] = []
    for app in apps:
        wanted = gathered(app)
        for language in LANGUAGES if len(wanted) else ():
            catalog = merged(wanted, app=app, language=language)
            complaints += complaints_about(catalog, app=app, language=language)
            if given.check:
                complaints += stale(catalog, app=app, language=language)
            else:
                write(catalog, app=app, language=language)
    complaints += spoken_twice(all_apps())
    for complaint in complaints:
        sys.stderr.write(f"{complaint}\n")
    return 1 if complaints else 0


def all_apps() -> list[Path]:
    """Every app of the house."""
    return sorted(folder for folder in HOUSE.glob("edinstvo/*/*/") if (folder / "__init__.py").exists())


def gathered(app: Path) -> Catalog:
    """Every string of the app's Python files and templates, by the file it stands in."""
    catalog = Catalog()
    for root in [app, *ORPHANS.get(app, [])]:
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "static" not in path.parts:
                for line, text, comments, context in strings_of(path):
                    place = (str(path.relative_to(HOUSE)), line)
                    catalog.add(text, locations=[place], auto_comments=comments, context=context)
    return catalog


def strings_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """(line, text or plural pair, comments for the translator, context) of each string of a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of a template looks like Python but for its indentation.
        source = "\n".join(line.lstrip() for line in templatize(source).split("\n"))
    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for line, text, comments, context in found:
        yield line, tuple(text) if isinstance(text, list | tuple) else text, comments, context


def merged(wanted: Catalog, *, app: Path, language: str) -> Catalog:
    """The wanted strings with the translations they already have; strings no longer used are gone."""
    known = read(app, language=language)
    catalog = Catalog(locale=language)
    # The library counts three Russian forms, Django four.
    catalog._num_plurals = len(translation_of(Message(("", "")), None, language=language))
    for message in wanted:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        text = translation_of(message, old, language=language)
        comments = old.user_comments if old else []
        flags = message.flags | ({"fuzzy"} if old and old.fuzzy else set())
        places = sorted({(path, 0) for path, _ in message.locations})
        catalog.add(message.id, text, places, flags, message.auto_comments, comments, context=message.context)
    return catalog


def translation_of(message: Message, old: Message | None, *, language: str) -> str | tuple[str, ...]:
    """English speaks for itself; Russian is what was written, an empty fraction form taken from its neighbour."""
    if language == "en":
        return message.id
    if not isinstance(message.id, tuple):
        return old.string if old and isinstance(old.string, str) else ""
    forms = list(old.string) if old and isinstance(old.string, list | tuple) else []
    forms += [""] * (4 - len(forms))
    return (*forms[:3], forms[3] or forms[1])


def complaints_about(catalog: Catalog, *, app: Path, language: str) -> Iterator[str]:
    """What a reader would stumble over: nothing said, half said, or said with other placeholders."""
    for message in catalog:
        if not message.id:
            continue
        place = f"{app.relative_to(HOUSE)} {language}: {message.id!r}"
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(forms):
            yield f"{place} has no translation"
        elif message.fuzzy:
            yield f"{place} is fuzzy"
        elif any(placeholders(form) != placeholders(source(message)) for form in forms):
            yield f"{place} has other placeholders than {forms!r}"


def source(message: Message) -> str:
    """The English with all its placeholders: the plural one, where there are two."""
    return str(message.id[-1]) if isinstance(message.id, tuple) else str(message.id)


def placeholders(text: str) -> list[str]:
    """The placeholders of a text, in a stable order."""
    return sorted(set(PLACEHOLDER.findall(text)))


def stale(catalog: Catalog, *, app: Path, language: str) -> Iterator[str]:
    """Whether the files on disk hold exactly this catalogue."""
    place = f"{app.relative_to(HOUSE)} {language}"
    known = read(app, language=language)
    if {key(message): forms_of(message) for message in catalog} != {key(m): forms_of(m) for m in known}:
        yield f"{place}: django.po is stale, run bin/messages"
    compiled = path_of(app, language=language).with_suffix(".mo")
    if not compiled.exists() or loaded(compiled) != loaded(io.BytesIO(machine_code(catalog, language=language))):
        yield f"{place}: django.mo is stale, run bin/messages"


def key(message: Message) -> tuple[object, ...]:
    """What makes a message itself."""
    return message.id, message.context


def forms_of(message: Message) -> tuple[str, ...] | None:
    """Its translation; the header's does not count."""
    if not message.id:
        return None
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def write(catalog: Catalog, *, app: Path, language: str) -> None:
    """Write both files, unless they would say the same as before."""
    path = path_of(app, language=language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, width=116, omit_header=True, include_lineno=False)
    path.write_text(f'msgid ""\nmsgstr ""\n{header_lines(language)}\n{text.getvalue().decode()}', encoding="utf-8")
    path.with_suffix(".mo").write_bytes(machine_code(catalog, language=language))


def machine_code(catalog: Catalog, *, language: str) -> bytes:
    """The GNU .mo form: sorted strings, their offsets and lengths; the same bytes for the same catalogue."""
    entries = {b"": header(language).encode()}
    for message in catalog:
        if message.id and all(forms_of(message) or ()):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            context = f"{message.context}\x04" if message.context else ""
            entries[(context + "\0".join(ids)).encode()] = "\0".join(forms_of(message) or ()).encode()
    names = sorted(entries)
    start, tables, body = 28, [], b""
    for strings in (names, [entries[name] for name in names]):
        for string in strings:
            tables += [len(string), start + 16 * len(names) + len(body)]
            body += string + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(names), start, start + 8 * len(names), 0, 0)
    return head + struct.pack(f"<{len(tables)}I", *tables) + body


def header(language: str) -> str:
    """What gettext needs to know, and nothing that changes from day to day."""
    return f"Content-Type: text/plain; charset=UTF-8\nLanguage: {language}\nPlural-Forms: {LANGUAGES[language]}\n"


def header_lines(language: str) -> str:
    """The header as a .po file writes it."""
    return "".join(f'"{line}\\n"\n' for line in header(language).splitlines())


def read(app: Path, *, language: str) -> Catalog:
    """The catalogue on disk, empty where there is none."""
    path = path_of(app, language=language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def loaded(compiled: Path | io.BytesIO) -> dict[object, object]:
    """What a running program sees in a compiled catalogue."""
    with io.BytesIO(compiled.read_bytes()) if isinstance(compiled, Path) else compiled as file:
        return dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # the only whole view of it


def path_of(app: Path, *, language: str) -> Path:
    """Where an app keeps a catalogue."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def spoken_twice(apps: list[Path]) -> Iterator[str]:
    """One English string with two Russian ones: whichever app stands first would speak for both."""
    said: dict[tuple[object, ...], tuple[Path, tuple[str, ...] | None]] = {}
    for app in apps:
        for message in read(app, language="ru"):
            forms = forms_of(message)
            if forms is None or not all(forms):
                continue
            first, before = said.setdefault(key(message), (app, forms))
            if before != forms:
                yield f"{message.id!r} is {before!r} in {first.name} and {forms!r} in {app.name}: give one a context"


if __name__ == "__main__":
    sys.exit(main())
