"""A page with a long form, as the pages of the slices have it."""

from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from edinstvo.foundation.access.door import Request, signed_in
from edinstvo.foundation.ui.drafts import draft_done, draft_for

PAGE = """{% extends "ui/base.html" %}{% block title %}Admission{% endblock %}{% block heading %}Admission{% endblock %}
{% block content %}{% url 'ui:draft' 'members-admit' 'new' as draft_url %}
<form class="panel" method="post" data-draft="{{ draft_url }}">{% csrf_token %}
<div class="field"><label for="name">Surname</label>
<input id="name" name="last_name" value="{{ draft.initial.last_name }}"></div>
<div class="field"><label for="word">Secret</label><input id="word" name="word" type="password"></div>
{% include "ui/_keep_draft.html" with form_name="members-admit" subject="new" %}{% button "Admit" %}</form>
{% endblock %}"""


@signed_in
def admission(request: Request) -> HttpResponse:
    """Shows the form with its draft; a form that was sent forgets it."""
    if request.method == "POST":
        draft_done(request, "members-admit", "new")
        return HttpResponse("admitted")
    draft = draft_for(request, "members-admit", "new")
    return HttpResponse(Template(PAGE).render(RequestContext(request, {"draft": draft})))


urlpatterns = [path("", include("edinstvo.foundation.ui.web.urls")), path("admission/", admission)]
handler404 = "edinstvo.foundation.ui.pages.not_found"
