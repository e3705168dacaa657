"""People and memberships. Django looks for the models of a slice here, and here only."""

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
from edinstvo.registry.members.models.transfers import Side, Transfer, TransferState

__all__ = [
    "Category",
    "CategoryFact",
    "EndReason",
    "Membership",
    "MembershipFields",
    "MembershipVersion",
    "NameAlias",
    "Person",
    "PersonFields",
    "PersonMerge",
    "PersonVersion",
    "Sex",
    "Side",
    "SurnameDeletion",
    "Transfer",
    "TransferState",
]
