"""The second step: which column holds what. Guessed, remembered, and said here where the guess was wrong or failed."""

from contextlib import suppress
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.imports.actions.plan_again import plan_again
from edinstvo.registry.imports.models import ImportPlan, State
from edinstvo.registry.imports.rules.fields import NAMING
from edinstvo.registry.imports.web.pages import seen_plan, steps_of
from edinstvo.registry.imports.web.words import CAPTIONS

# Of columns shown of one sheet; no list of people has more, and a page of 16,000 choices helps nobody.
MOST = 100


class ColumnsForm(forms.Form):
    """One choice for every column of every sheet that was read; field names are `<sheet>-<column>`."""

    def __init__(self, *args: Any, sheets: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        for number, sheet in enumerate(sheets):
            for column in _shown(sheet):
                known = sheet["columns"].get(str(column), "")
                self.fields[f"{number}-{column}"] = forms.ChoiceField(
                    label=_at(sheet["headings"], column) or _("(no heading)"),
                    choices=list(CAPTIONS.items()),
                    required=False,
                    initial=known if known in CAPTIONS else "",
                )

    def clean(self) -> dict[str, Any]:
        """Without surnames no sheet is a list of people, and reading it so would end the list."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not NAMING & set(said.values()):
            raise forms.ValidationError(_("No column holds the names. Say which one does."))
        return said

    def mappings(self) -> dict[str, dict[str, str]]:
        """{fingerprint of the headings: {column index: field}} of a valid form."""
        return {
            sheet["fingerprint"]: {
                str(column): said for column in _shown(sheet) if (said := self.cleaned_data.get(f"{number}-{column}"))
            }
            for number, sheet in enumerate(self.sheets)
        }

    def by_sheet(self) -> list[dict[str, Any]]:
        """Each sheet's name with its columns: (bound field, samples)."""
        return [
            {
                "name": sheet["name"],
                "columns": [
                    (self[f"{number}-{column}"], [_at(row, column) for row in sheet["samples"]])
                    for column in _shown(sheet)
                ],
            }
            for number, sheet in enumerate(self.sheets)
        ]


def _shown(sheet: dict[str, Any]) -> list[int]:
    """The columns that have a heading or a value among the samples."""
    rows = [sheet["headings"], *sheet["samples"]]
    return [column for column in range(max(map(len, rows))) if any(_at(row, column) for row in rows)][:MOST]


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


@require_http_methods(["GET", "POST"])
@signed_in
def columns(request: Request, plan_id: int) -> HttpResponse:
    """Show the columns with samples; read the list again as they are said to be."""
    plan = seen_plan(request, plan_id)
    if not can_say_columns(plan):
        return redirect("imports:page", plan_id=plan_id)
    form = ColumnsForm(request.POST if request.method == "POST" else None, sheets=plan.sheets)
    if form.is_valid():
        return _read_again(request, plan, form)
    context = {"plan": plan, "form": form, "steps": steps_of(), "step": 2, "organisation": plan.organisation}
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


def can_say_columns(plan: ImportPlan) -> bool:
    """Whether the columns of a list can be said: it is to be checked, or no column of names was found in it."""
    return plan.state == State.PLANNED or (plan.state == State.FAILED and plan.file_id is not None)


def _read_again(request: Request, plan: ImportPlan, form: ColumnsForm) -> HttpResponse:
    # Somebody committed it or laid it aside meanwhile: the page of the list says so.
    with suppress(WrongState):
        plan_again(actor=request.actor, plan_id=plan.pk, at=timezone.now(), mappings=form.mappings())
    return redirect("imports:page", plan_id=plan.pk)
