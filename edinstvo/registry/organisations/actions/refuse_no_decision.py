"""Refuse an act that rests on no decision."""


class DecisionMissing(Exception):
    """Nobody is said to have decided it: an act rests on a decision, a correction on its reason."""


def refuse_no_decision(*, decision: str) -> None:
    """Raise DecisionMissing where the decision is left out."""
    if not decision.strip():
        raise DecisionMissing
