"""What the register refuses in a random history: nothing of such an act is kept."""

from edinstvo.registry.imports.actions.change_state import WrongState
from edinstvo.registry.members.actions.ask_transfer import OnRecordThere
from edinstvo.registry.members.actions.carry_many import ChangedSince, SomeJoinedLater
from edinstvo.registry.members.actions.carry_over import TransferDayDoesNotFit
from edinstvo.registry.members.actions.open_membership import OrganisationKeepsNoMembers
from edinstvo.registry.members.actions.part_stays import StandsOnMerge
from edinstvo.registry.members.actions.refuse_merge import InTwoPlaces
from edinstvo.registry.members.actions.refuse_overlap import OnRecordElsewhere
from edinstvo.registry.members.actions.set_category import CategoryDayDoesNotFit
from edinstvo.registry.members.actions.split_people import LaterMergeStands, SplitAlready
from edinstvo.registry.organisations.actions.close_organisation import (
    SomeLeftLater,
    SomethingStandsBelow,
    SomethingStoodLater,
)
from edinstvo.registry.organisations.actions.found_organisation import (
    FoundedBeforeParent,
    ParentClosed,
    TypeNotAllowedHere,
)
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.move_organisation import StandsThereAlready
from edinstvo.registry.organisations.actions.refuse_disorder import SomethingBelowDoesNotFit
from edinstvo.registry.organisations.actions.refuse_taken_name import NameTaken
from edinstvo.registry.organisations.actions.rename_organisation import BeforeFounding, NameUnchanged
from edinstvo.registry.organisations.actions.undo_move import MovedAgainSince
from edinstvo.registry.reorganisations.actions.split_organisation import NobodyChosen
from edinstvo.registry.reorganisations.rules import TakesNothing
from tests.registry.random_acts.world import NobodyFits

REFUSALS = (
    BeforeFounding,
    CategoryDayDoesNotFit,
    ChangedSince,
    FoundedBeforeParent,
    InTwoPlaces,
    LaterMergeStands,
    MovedAgainSince,
    NameTaken,
    NameUnchanged,
    NobodyChosen,
    NobodyFits,
    OnRecordElsewhere,
    OnRecordThere,
    OrganisationClosed,
    OrganisationKeepsNoMembers,
    ParentClosed,
    SomeJoinedLater,
    SomeLeftLater,
    SomethingBelowDoesNotFit,
    SomethingStandsBelow,
    SomethingStoodLater,
    SplitAlready,
    StandsOnMerge,
    StandsThereAlready,
    TakesNothing,
    TransferDayDoesNotFit,
    TypeNotAllowedHere,
    WrongState,
)
