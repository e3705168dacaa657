"""Every place where text comes in, read from the code: fields of forms, search boxes, names asked of a request."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from django.forms import BooleanField, FileField, Form

import edinstvo

ROOT = Path(edinstvo.__file__).parent
# A box that is ticked or not, and a file, which has a test of its own.
_NO_TEXT = (BooleanField, FileField)
_ASKED = (
    re.compile(r"""request\.(?:GET|POST)(?:\.get\(|\.getlist\(|\[)f?"([\w{}-]+)\""""),
    re.compile(r"""(?<=[\s(])"(\w+)" in request\.(?:GET|POST)"""),
)
_INPUT, _NAME = re.compile(r"<input\b[^>]*>"), re.compile(r'\bname="(\w+)"')


def forms() -> dict[str, type[Form]]:
    """Every form of the house by "slice.Name"; those that others only build upon are told by having heirs."""
    for module in _modules(".web"):
        importlib.import_module(module)
    found = sorted(_heirs(Form), key=lambda form: form.__qualname__)
    return {_name(form): form for form in found if re.fullmatch(r"edinstvo\..*\.web\..*", form.__module__)}


def text_fields(form: type[Form]) -> set[str]:
    """The names of the fields that take text: typed, hidden or chosen, a sender decides what is in them."""
    return {name for name, field in form.base_fields.items() if not isinstance(field, _NO_TEXT)}


def is_base_only(form: type[Form]) -> bool:
    """Whether other forms are built upon it, which have all its fields."""
    return any(heir.__module__.startswith("edinstvo.") for heir in form.__subclasses__())


def search_boxes() -> dict[str, set[str]]:
    """{template: names of its search boxes}."""
    found = {}
    for path in sorted(ROOT.rglob("*.html")):
        boxes = [box for box in _INPUT.findall(path.read_text(encoding="utf-8")) if 'type="search"' in box]
        if names := {name for box in boxes for name in _NAME.findall(box)}:
            found[path.relative_to(ROOT).as_posix()] = names
    return found


def names_asked_for() -> dict[str, set[str]]:
    """{module: names that it takes out of an address or of what was sent by itself, without a form}."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        if names := {name for asked in _ASKED for name in asked.findall(path.read_text(encoding="utf-8"))}:
            found[path.relative_to(ROOT).as_posix()] = names
    return found


def _modules(part: str) -> Iterator[str]:
    for module in pkgutil.walk_packages(edinstvo.__path__, "edinstvo."):
        if part in module.name:
            yield module.name


def _heirs(form: type[Form]) -> Iterator[type[Form]]:
    for heir in form.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _name(form: type[Form]) -> str:
    return f"{form.__module__.split('.')[2]}.{form.__name__}"
