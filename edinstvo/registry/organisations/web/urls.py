"""Addresses of organisations."""

from django.urls import path, register_converter

from edinstvo.registry.organisations.web import (
    closing,
    founding,
    lost_devices,
    moving,
    pages,
    printing,
    renaming,
    stating,
    taking_back,
    under_way,
)
from edinstvo.registry.organisations.web.addresses import InpoConverter
from edinstvo.registry.organisations.web.naming import short_names as short_names  # the journal's pages ask for it

register_converter(InpoConverter, "inpo")

app_name = "organisations"
urlpatterns = [
    path("organisations/", pages.tree, name="tree"),
    path("organisations/union/", founding.found_the_union, name="found-union"),
    path("organisations/lost-device/", lost_devices.lost_device, name="lost-device"),
    path("organisations/acts/<int:work_id>/", under_way.act, name="act"),
    path("organisations/acts/<int:work_id>/progress/", under_way.progress, name="act-progress"),
    path("organisations/<inpo:inpo>/", pages.page, name="page"),
    path("organisations/<inpo:inpo>/new/", founding.found, name="found"),
    path("organisations/<inpo:inpo>/name/", renaming.rename, name="rename"),
    path("organisations/<inpo:inpo>/closing/", closing.close, name="close"),
    path("organisations/<inpo:inpo>/move/", moving.move, name="move"),
    path("organisations/<inpo:inpo>/move/undo/", taking_back.undo, name="undo-move"),
    path("organisations/<inpo:inpo>/taking-back/<slug:kind>/<int:fact_id>/", taking_back.take_back, name="take-back"),
    path("organisations/<inpo:inpo>/opening/", taking_back.reopen, name="reopen"),
    path("organisations/<inpo:inpo>/founding/undo/", taking_back.founding, name="undo-founding"),
    path("organisations/<inpo:inpo>/extract/", printing.print_record, name="extract"),
    path("organisations/<inpo:inpo>/type/", stating.change_kind, name="type"),
    path("organisations/<inpo:inpo>/institution/", stating.institution, name="institution"),
    path("organisations/<inpo:inpo>/workforce/", stating.workforce, name="workforce"),
    path("organisations/<inpo:inpo>/contacts/", stating.contacts, name="contacts"),
    path("organisations/<inpo:inpo>/on-paper/", stating.heads, name="heads"),
    path("organisations/n/<int:id>/", pages.page, name="part"),
    path("organisations/n/<int:id>/new/", founding.found, name="part-found"),
    path("organisations/n/<int:id>/name/", renaming.rename, name="part-rename"),
    path("organisations/n/<int:id>/closing/", closing.close, name="part-close"),
    path("organisations/n/<int:id>/move/", moving.move, name="part-move"),
    path("organisations/n/<int:id>/move/undo/", taking_back.undo, name="part-undo-move"),
    path(
        "organisations/n/<int:id>/taking-back/<slug:kind>/<int:fact_id>/", taking_back.take_back, name="part-take-back"
    ),
    path("organisations/n/<int:id>/opening/", taking_back.reopen, name="part-reopen"),
    path("organisations/n/<int:id>/founding/undo/", taking_back.founding, name="part-undo-founding"),
    path("organisations/n/<int:id>/extract/", printing.print_record, name="part-extract"),
    path("organisations/n/<int:id>/type/", stating.change_kind, name="part-type"),
]
