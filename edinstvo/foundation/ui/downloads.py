"""A file made for somebody, as the answer to their request."""

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_LONGEST = 120


def download(content: bytes, *, name: str, kind: str) -> FileResponse:
    """The file under a name that every system takes; `kind` is one of _TYPES. Nobody on the way keeps a copy."""
    filename = f"{_safe(name)}.{kind}"
    answer = FileResponse(io.BytesIO(content), as_attachment=True, filename=filename, content_type=_TYPES[kind])
    answer["Cache-Control"] = "private, no-store"
    return answer


def back_to_the_button(request: HttpRequest, url: str) -> HttpResponse:
    """Lead whoever opened a file's address by a link to the page with its button: a file given leaves a trace."""
    messages.info(request, _("The file is given out by its button: press it here."))
    return redirect(url)


def _safe(name: str) -> str:
    """Without what separates folders or steers a terminal."""
    kept = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else " " for sign in name)
    return " ".join(kept.split())[:_LONGEST].strip(". ")
