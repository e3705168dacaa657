"""People and memberships. Django looks for the models of a slice here, and here only."""

from edinstvo.registry.members.models.lists import (
    ActOnMany,
    AskedOfMany,
    BulkAct,
    BulkLine,
    Export,
    ExportedPeople,
    FileKind,
    LineOfMany,
    Outcome,
    SavedList,
)
from edinstvo.registry.members.models.memberships import (
    Category,
    CategoryFact,
    EndReason,
    Membership,
    MembershipFields,
    MembershipVersion,
)
from edinstvo.registry.members.models.merges import PersonMerge
from edinstvo.registry.members.models.people import (
    NameAlias,
    Person,
    PersonFields,
    PersonVersion,
    Sex,
    SurnameDeletion,
)
from edinstvo.registry.members.models.seniority import SeniorityRule
from edinstvo.registry.members.models.suspensions import Suspension, SuspensionReason
from edinstvo.registry.members.models.transfers import LapseReason, Side, Transfer, TransferState
from edinstvo.registry.members.models.workplaces import SecondWorkplace

__all__ = [
    "ActOnMany",
    "AskedOfMany",
    "BulkAct",
    "BulkLine",
    "Category",
    "CategoryFact",
    "EndReason",
    "Export",
    "ExportedPeople",
    "FileKind",
    "LapseReason",
    "LineOfMany",
    "Membership",
    "MembershipFields",
    "MembershipVersion",
    "NameAlias",
    "Outcome",
    "Person",
    "PersonFields",
    "PersonMerge",
    "PersonVersion",
    "SavedList",
    "SecondWorkplace",
    "SeniorityRule",
    "Sex",
    "Side",
    "SurnameDeletion",
    "Suspension",
    "SuspensionReason",
    "Transfer",
    "TransferState",
]
