"""Reading rendered pages: a small tree of elements, enough to ask questions of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr", "use", "path", "rect", "line", "circle", "polyline"}


@dataclass
class Element:
    """A tag with its attributes, its own text and what stands inside."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """Every element inside with this tag and these attributes (`class_` and `for_` drop their stroke)."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        found = [one for one in self.walk() if not tag or one.tag == tag]
        return [one for one in found if all(value in one.attributes.get(n, "").split() for n, value in names.items())]

    def walk(self) -> Iterator["Element"]:
        """Everything inside, in the order of the page."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def text(self) -> str:
        """All text inside, spaces made single and ordinary."""
        return " ".join(" ".join([*self.texts, *(child.text for child in self.children)]).split())

    @property
    def ids(self) -> list[str]:
        """Every id inside."""
        return [one.attributes["id"] for one in self.walk() if "id" in one.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].texts.append(data)


def read(html: str) -> Element:
    """The page as a tree; an element closed out of order fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
