"""Addresses of members. Whoever opens them also knows the panels that members show elsewhere."""

from django.urls import path

from edinstvo.registry.members.web import (
    admission,
    categorising,
    changing,
    ending,
    exporting,
    merging,
    pages,
    panels,
    printing,
    ready_lists,
    saved_lists,
    seniority,
    splitting,
    suspending,
    transferring,
    transfers,
    workplaces,
)

__all__ = ["panels"]

app_name = "members"
urlpatterns = [
    path("members/", pages.members_list, name="list"),
    path("members/lists/", ready_lists.ready_lists, name="lists"),
    path("members/lists/new/", saved_lists.save, name="save-list"),
    path("members/lists/<int:list_id>/forgetting/", saved_lists.forget, name="forget-list"),
    path("members/export/", exporting.ask, name="ask-export"),
    path("members/duplicates/", merging.duplicates, name="duplicates"),
    path("members/category/", categorising.ask, name="ask-categories"),
    path("members/category/<int:act_id>/", categorising.page, name="categories"),
    path("members/category/<int:act_id>/progress/", categorising.progress, name="categories-progress"),
    path("members/also-here/", workplaces.here, name="also-here"),
    path("members/workplaces/<int:workplace_id>/end/", workplaces.end, name="end-workplace"),
    path("members/seniority/", seniority.rules, name="seniority"),
    path("members/new/", admission.admit, name="admit"),
    path("members/<int:person_id>/", pages.member, name="page"),
    path("members/<int:person_id>/return/", admission.readmit, name="readmit"),
    path("members/<int:person_id>/record/", changing.edit, name="edit"),
    path("members/<int:person_id>/name/", changing.rename, name="rename"),
    path("members/<int:person_id>/correction/", changing.correct, name="correct"),
    path("members/<int:person_id>/correction/<int:stay_id>/", changing.correct, name="correct-stay"),
    path("members/<int:person_id>/papers/", printing.papers, name="papers"),
    path("members/<int:person_id>/end/", ending.end, name="end"),
    path("members/<int:person_id>/suspension/", suspending.suspend, name="suspend"),
    path("members/<int:person_id>/resumption/", suspending.resume, name="resume"),
    path(
        "members/<int:person_id>/suspensions/<int:suspension_id>/correction/",
        suspending.correct,
        name="correct-suspension",
    ),
    path("members/<int:person_id>/workplace/", workplaces.add, name="add-workplace"),
    path("members/<int:person_id>/transfer/", transferring.ask, name="ask-transfer"),
    path("members/<int:person_id>/merge/", merging.merge, name="merge"),
    path("members/<int:person_id>/merges/<int:merge_id>/split/", splitting.split, name="split"),
    path("exports/", exporting.exports_list, name="exports"),
    path("exports/<int:export_id>/progress/", exporting.progress, name="export-progress"),
    path("exports/<int:export_id>/file/", exporting.take, name="export-file"),
    path("transfers/", transfers.transfers_list, name="transfers"),
    path("transfers/<int:transfer_id>/", transfers.page, name="transfer"),
    path("transfers/<int:transfer_id>/release/", transfers.release, name="release"),
    path("transfers/<int:transfer_id>/refusal/", transfers.refuse, name="refuse-transfer"),
    path("transfers/<int:transfer_id>/withdrawal/", transfers.withdraw, name="withdraw-transfer"),
]
