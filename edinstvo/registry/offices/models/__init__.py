"""Offices, mandates, and the letters to those who hold them. Django looks for the models of a slice here."""

from edinstvo.registry.offices.models.kinds import Office, OfficeKind, Way
from edinstvo.registry.offices.models.letters import Letter, LetterBatch, OfficerLogin
from edinstvo.registry.offices.models.mandates import EndReason, Mandate, MandateFields, MandateVersion
from edinstvo.registry.offices.models.staff import Appointment

__all__ = [
    "Appointment",
    "EndReason",
    "Letter",
    "LetterBatch",
    "Mandate",
    "MandateFields",
    "MandateVersion",
    "Office",
    "OfficeKind",
    "OfficerLogin",
    "Way",
]
