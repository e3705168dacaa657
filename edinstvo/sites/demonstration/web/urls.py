"""Addresses that only a demonstration has."""

from django.urls import path

from edinstvo.sites.demonstration.web import pages

app_name = "demonstration"
urlpatterns = [
    path("components/", pages.components, name="components"),
    path("components/form/", pages.form, name="form"),
    path("components/question/", pages.question, name="question"),
    path("components/conflict/", pages.conflict, name="conflict"),
    path("components/progress/", pages.progress, name="progress"),
]
