"""Addresses of lists of organisations."""

from django.urls import path

from edinstvo.registry.structure.web import acts, pages

app_name = "structure"
urlpatterns = [
    path("structure/", pages.brought, name="list"),
    path("structure/new/", pages.start, name="start"),
    path("structure/<int:plan_id>/", pages.page, name="page"),
    path("structure/<int:plan_id>/progress/", pages.progress, name="progress"),
    path("structure/<int:plan_id>/rows/<int:position>/", acts.answer, name="answer"),
    path("structure/<int:plan_id>/commit/", acts.commit, name="commit"),
    path("structure/<int:plan_id>/undo/", acts.undo, name="undo"),
    path("structure/<int:plan_id>/drop/", acts.drop, name="drop"),
    path("structure/<int:plan_id>/again/", acts.again, name="again"),
]
