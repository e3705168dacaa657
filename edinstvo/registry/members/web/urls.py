"""Addresses of members."""

from django.urls import path

from edinstvo.registry.members.web import (
    admission,
    changing,
    ending,
    pages,
    printing,
    ready_lists,
    transferring,
    transfers,
)

app_name = "members"
urlpatterns = [
    path("members/", pages.members_list, name="list"),
    path("members/lists/", ready_lists.ready_lists, name="lists"),
    path("members/new/", admission.admit, name="admit"),
    path("members/<int:person_id>/", pages.member, name="page"),
    path("members/<int:person_id>/return/", admission.readmit, name="readmit"),
    path("members/<int:person_id>/record/", changing.edit, name="edit"),
    path("members/<int:person_id>/name/", changing.rename, name="rename"),
    path("members/<int:person_id>/correction/", changing.correct, name="correct"),
    path("members/<int:person_id>/correction/<int:stay_id>/", changing.correct, name="correct-stay"),
    path("members/<int:person_id>/papers/", printing.papers, name="papers"),
    path("members/<int:person_id>/end/", ending.end, name="end"),
    path("members/<int:person_id>/transfer/", transferring.ask, name="ask-transfer"),
    path("transfers/", transfers.transfers_list, name="transfers"),
    path("transfers/<int:transfer_id>/", transfers.page, name="transfer"),
    path("transfers/<int:transfer_id>/release/", transfers.release, name="release"),
    path("transfers/<int:transfer_id>/refusal/", transfers.refuse, name="refuse-transfer"),
    path("transfers/<int:transfer_id>/withdrawal/", transfers.withdraw, name="withdraw-transfer"),
]
