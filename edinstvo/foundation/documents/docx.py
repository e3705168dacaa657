"""DOCX from templates that people edit in Word. Nothing outside this file knows docxtpl."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from edinstvo.foundation.documents.pdf import TemplateBroken
from edinstvo.foundation.documents.printable import Printable, printable

_HOUSE = Path(__file__).resolve().parents[2]
# Word's zip files begin there; the same data give the same bytes.
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def render_docx(template: str, data: Mapping[str, Printable], *, title: str, on: date) -> bytes:
    """The template with every `{{ name }}` in it replaced by the text of that name in `data`.

    `template` lies below `edinstvo/`. Texts come out as texts; templates run in a sandbox, and a name that the data
    lack is an error. The same arguments give the same bytes. Raises TemplateBroken.
    """
    try:
        document = DocxTemplate(_HOUSE / template)
        document.render(printable(data), jinja_env=_sandbox(), autoescape=True)
    except (TemplateError, PackageNotFoundError) as error:
        raise TemplateBroken(f"{template}: {error}") from error
    properties = document.docx.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], "", ""
    properties.created = properties.modified = datetime.combine(on, time(12))
    written = io.BytesIO()
    document.save(written)
    return _without_moments(written)


def _sandbox() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def _without_moments(written: io.BytesIO) -> bytes:
    """The same parts in the same order, each dated alike."""
    stamped = io.BytesIO()
    with ZipFile(written) as parts, ZipFile(stamped, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(ZipInfo(name, _FIRST_MOMENT), parts.read(name), ZIP_DEFLATED)
    return stamped.getvalue()
