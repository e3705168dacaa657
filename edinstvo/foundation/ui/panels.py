"""Panels that slices above show on a page of a slice below, each drawn by the slice that it belongs to."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from django.utils.safestring import SafeString

from edinstvo.foundation.access.door import Request
from edinstvo.foundation.ui.additions import Additions


class Panel(Protocol):
    """Draws the panel about what the page shows, today or (`on`) on a past day; "" where there is nothing to show."""

    def __call__(self, request: Request, subject: Any, *, on: date | None) -> SafeString | str: ...


_PANELS = Additions[Panel]()


def panel(*, of: str) -> Callable[[Panel], Panel]:
    """Make a function a panel of a page: `@panel(of="organisation")`. The slice's urls.py makes it known."""
    return _PANELS.registering(of)


def drawn_panels(*, of: str, request: Request, subject: Any, on: date | None) -> list[SafeString | str]:
    """The panels of a page, drawn."""
    return [drawn for one in _PANELS.about(of) if (drawn := one(request, subject, on=on))]
