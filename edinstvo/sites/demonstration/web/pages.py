"""The catalogue of components: every part of every page, in use. Only a demonstration shows it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from edinstvo.foundation.ui.language import theme_of
from edinstvo.sites.demonstration.web import sample
from edinstvo.sites.demonstration.web.forms import SampleForm

Page = Callable[[HttpRequest], HttpResponse]


def only_in_demonstration(page: Page) -> Page:
    """A real union knows no such address."""

    @wraps(page)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.IS_DEMONSTRATION:
            raise Http404
        return page(request)

    return guarded


@only_in_demonstration
def components(request: HttpRequest) -> HttpResponse:
    """Everything pages are made of."""
    return _show(
        request,
        "demonstration/components.html",
        tokens=sample.TOKENS,
        rows=sample.ROWS,
        list_page=sample.PAGE,
        steps=sample.STEPS,
        joined=sample.JOINED,
        joined_figures=[figure for _, figure in sample.JOINED],
        today=sample.TODAY,
    )


@only_in_demonstration
def form(request: HttpRequest) -> HttpResponse:
    """A form page; nothing sent to it is kept."""
    filled = SampleForm(request.POST, request.FILES) if request.method == "POST" else SampleForm()
    status = 422 if filled.is_bound and not filled.is_valid() else 200
    return _show(
        request, "demonstration/form.html", status=status, form=filled, taken=filled.is_bound and status == 200
    )


@only_in_demonstration
def question(request: HttpRequest) -> HttpResponse:
    """A question on a page of its own, or above the page it was asked from."""
    return _show(
        request,
        "ui/confirm.html",
        question="Прекратить членство?",
        consequences="Киселёв Артём Дмитриевич перестанет состоять на учёте с 24 ноября 2026 года. "
        "Его билет будет аннулирован сразу, скидки перестанут действовать.",
        verb="Прекратить членство",
        busy="Прекращаем…",
        way_out="Оставить",
        act_url="/components/question/",
        back_url="/components/",
    )


@only_in_demonstration
def conflict(request: HttpRequest) -> HttpResponse:
    """Two people saved one record: the second compares."""
    return _show(
        request,
        "ui/conflict.html",
        words="Запись изменила Т. В. Кораблёва минуту назад. Сравните и сохраните своё.",
        rows=sample.CONFLICT,
        act_url="/components/conflict/",
        back_url="/components/",
        version=2,
    )


@only_in_demonstration
def progress(request: HttpRequest) -> HttpResponse:
    """Work in the background that moves a little each time it is asked about, and ends."""
    asked = request.GET.get("done", "")
    done = min(int(asked) + 9, 44) if asked.isdecimal() else 9
    part = "demonstration/_progress.html" if getattr(request, "htmx", False) else "demonstration/progress.html"
    return _show(
        request, part, done=done, total=44, next_url="" if done == 44 else f"/components/progress/?done={done}"
    )


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    actor = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        is_lean = request.headers.get("Save-Data", "").lower() == "on"
        context["frame"] = sample.SampleFrame(theme=theme_of(request), is_lean=is_lean)
    return render(request, template, context, status=status)
