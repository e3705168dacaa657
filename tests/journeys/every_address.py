"""Every address of the URL table, with what stands behind it in a lived-in region; none may be without a line here."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.journeys.every_world import World
from tests.journeys.samples import consents, house, insight, lists, members, offices, organisations
from tests.journeys.samples.sample import Sample

# Answers to a form or a machine: nobody looks at them.
NO_PAGES = {
    "notices:again", "notices:read", "notices:read-all",
    "health", "access:sign-out", "access:end-session", "access:end-others",
    "access:second-step-passkey", "ui:language", "ui:theme", "ui:draft",
    "offices:issue-progress", "offices:issue-file", "imports:progress", "imports:commit",
    "imports:drop", "imports:again", "imports:remarks",
    "consents:progress", "consents:blanks", "consents:blank",
    "members:blank-application",
    "organisations:act-progress",
    "members:categories-progress", "members:export-progress", "members:export-file", "members:forget-list",
    "indicators:summary-progress", "indicators:summary-file", "programme:file",
    "indicators:trend-file", "indicators:online-file", "indicators:structure-file", "indicators:movement-file",
    "structure:progress", "structure:answer", "structure:commit", "structure:drop", "structure:again",
}  # fmt: skip
SAMPLES: dict[str, Sample] = {
    **consents.SAMPLES,
    **house.SAMPLES,
    **insight.SAMPLES,
    **lists.SAMPLES,
    **members.SAMPLES,
    **offices.SAMPLES,
    **organisations.SAMPLES,
}


def names(resolver: URLResolver | None = None, within: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from names(each, f"{each.namespace}:" if each.namespace else within)
        elif isinstance(each, URLPattern):
            yield f"{within}{each.name}" if each.name else str(each.pattern).strip("/")


def addresses(world: World) -> list[str]:
    """What to look at; fails for an address that nobody thought of."""
    found: list[str] = []
    for name in names():
        if name in SAMPLES:
            found += SAMPLES[name](world)
        elif name not in NO_PAGES:
            found.append(reverse(name))
    return found
