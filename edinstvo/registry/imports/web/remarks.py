"""The chair's own file back, with a column of remarks."""

import tempfile
from pathlib import Path, PurePath

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.files.local import local_copy
from edinstvo.foundation.tables.writing import Remark, write_remarked_copy
from edinstvo.registry.imports.models import ImportPlan
from edinstvo.registry.imports.queries.plans import rows_of
from edinstvo.registry.imports.web.pages import seen_plan
from edinstvo.registry.imports.web.words import remarks_on


@require_GET
@signed_in
def download(request: Request, plan_id: int) -> FileResponse:
    """The file in its own columns as xlsx; remarks stand in the last column, and their cells are marked."""
    plan = seen_plan(request, plan_id)
    if plan.file is None:
        raise Http404
    stem = PurePath(plan.file_name).stem
    with tempfile.TemporaryDirectory() as folder, local_copy(file=plan.file) as source:
        target = Path(folder) / "remarks.xlsx"
        write_remarked_copy(
            source,
            target,
            remarks=_remarks(plan),
            heading=_("Remarks"),
            heading_rows={sheet["name"]: sheet["heading_row"] for sheet in plan.sheets if sheet["heading_row"]},
            name=stem,
        )
        # An open file outlives its name: the folder may go before the answer has been sent.
        return FileResponse(target.open("rb"), as_attachment=True, filename=f"{stem} — {_('with remarks')}.xlsx")


def _remarks(plan: ImportPlan) -> dict[str, dict[int, Remark]]:
    said: dict[str, dict[int, Remark]] = {}
    for row in rows_of(plan=plan, with_problems=True).iterator():
        columns = frozenset(problem["place"] for problem in row.problems)
        sheet = said.setdefault(row.sheet, {})
        before = sheet.get(row.row, Remark(text=""))
        text = " ".join(filter(None, [before.text, *remarks_on(row, state=plan.state)]))
        sheet[row.row] = Remark(text=text, columns=before.columns | columns)
    return said
