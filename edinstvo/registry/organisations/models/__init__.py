"""Organisations and their dated facts. Django looks for the models of a slice here, and here only."""

from edinstvo.registry.organisations.models.facts import (
    ConfirmedStructure,
    Contact,
    DatedFact,
    DeclaredHeads,
    OrganisationInstitution,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationStatus,
    Workforce,
)
from edinstvo.registry.organisations.models.known import KnownFact, known
from edinstvo.registry.organisations.models.organisations import (
    LEVEL_OF,
    PRIMARY_TYPES,
    REGIONAL_TYPES,
    AllowedParent,
    FederalSubject,
    InpoCounter,
    Institution,
    Organisation,
    OrganisationType,
)

__all__ = [
    "LEVEL_OF",
    "PRIMARY_TYPES",
    "REGIONAL_TYPES",
    "AllowedParent",
    "ConfirmedStructure",
    "Contact",
    "DatedFact",
    "DeclaredHeads",
    "FederalSubject",
    "InpoCounter",
    "Institution",
    "KnownFact",
    "Organisation",
    "OrganisationInstitution",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationParent",
    "OrganisationStatus",
    "OrganisationType",
    "Workforce",
    "known",
]
