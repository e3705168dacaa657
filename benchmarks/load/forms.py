"""The forms of a page, read and filled as a browser does without scripts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


class NoForm(Exception):
    """The page has no such form."""


@dataclass
class Form:
    """Where it goes, and what it would send untouched: (name, value) in the order of the page."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, **values: str) -> dict[str, str]:
        """What it sends with these values typed in."""
        return {**dict(self.fields), **values}


def form_with(page: str, name: str, *, address: str) -> Form:
    """The form of the page that has a field of this name, or whose address ends so. Raises NoForm."""
    reader = _Reader()
    reader.feed(page)
    for form in reader.forms:
        if form.action.endswith(name) or name in reader.names[id(form)]:
            form.action = urljoin(address, form.action)
            return form
    raise NoForm(f"{address}: {name}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.names: dict[int, set[str]] = {}
        self._form: Form | None = None
        self._select: str | None = None
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = Form(said.get("action", ""))
            self.forms.append(self._form)
            self.names[id(self._form)] = set()
        elif self._form is not None and tag in ("input", "select", "textarea") and said.get("name"):
            self.names[id(self._form)].add(said["name"])
            self._field(tag, said, self._form)
        elif self._form is not None and tag == "option" and self._select and "selected" in said:
            self._form.fields.append((self._select, said.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None and self._form is not None:
            name, pieces = self._area
            self._form.fields.append((name, "".join(pieces).removeprefix("\n")))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def _field(self, tag: str, said: dict[str, str], form: Form) -> None:
        if tag == "select":
            self._select = said["name"]
        elif tag == "textarea":
            self._area = (said["name"], [])
        elif said.get("type") in ("checkbox", "radio"):
            if "checked" in said:
                form.fields.append((said["name"], said.get("value", "on")))
        elif said.get("type") not in ("submit", "button", "file"):
            form.fields.append((said["name"], said.get("value", "")))
