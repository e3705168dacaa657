"""Addresses of lists."""

from django.urls import path

from edinstvo.registry.imports.web import acts, columns, pages, remarks

app_name = "imports"
urlpatterns = [
    path("imports/", pages.brought, name="list"),
    path("imports/new/", pages.start, name="start"),
    path("imports/<int:plan_id>/", pages.page, name="page"),
    path("imports/<int:plan_id>/progress/", pages.progress, name="progress"),
    path("imports/<int:plan_id>/columns/", columns.columns, name="columns"),
    path("imports/<int:plan_id>/commit/", acts.commit, name="commit"),
    path("imports/<int:plan_id>/undo/", acts.undo, name="undo"),
    path("imports/<int:plan_id>/drop/", acts.drop, name="drop"),
    path("imports/<int:plan_id>/again/", acts.again, name="again"),
    path("imports/<int:plan_id>/remarks/", remarks.download, name="remarks"),
]
