"""A file made for somebody, as the answer to their request."""

import io

from django.http import FileResponse

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_LONGEST = 120


def download(content: bytes, *, name: str, kind: str) -> FileResponse:
    """The file under a name that every system takes; `kind` is "pdf" or "docx". Nobody on the way keeps a copy."""
    filename = f"{_safe(name)}.{kind}"
    answer = FileResponse(io.BytesIO(content), as_attachment=True, filename=filename, content_type=_TYPES[kind])
    answer["Cache-Control"] = "private, no-store"
    return answer


def _safe(name: str) -> str:
    """Without what separates folders or steers a terminal."""
    kept = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else " " for sign in name)
    return " ".join(kept.split())[:_LONGEST].strip(". ")
