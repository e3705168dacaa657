"""Addresses of organisations."""

from django.urls import path, register_converter

from edinstvo.registry.organisations.web import acts, founding, pages
from edinstvo.registry.organisations.web.addresses import InpoConverter

register_converter(InpoConverter, "inpo")

app_name = "organisations"
urlpatterns = [
    path("organisations/", pages.tree, name="tree"),
    path("organisations/union/", founding.found_the_union, name="found-union"),
    path("organisations/<inpo:inpo>/", pages.page, name="page"),
    path("organisations/<inpo:inpo>/new/", founding.found, name="found"),
    path("organisations/<inpo:inpo>/name/", acts.rename, name="rename"),
    path("organisations/<inpo:inpo>/closing/", acts.close, name="close"),
    path("organisations/n/<int:id>/", pages.page, name="part"),
    path("organisations/n/<int:id>/new/", founding.found, name="part-found"),
    path("organisations/n/<int:id>/name/", acts.rename, name="part-rename"),
    path("organisations/n/<int:id>/closing/", acts.close, name="part-close"),
]
