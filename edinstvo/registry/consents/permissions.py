"""Who may do what with consents: the powers of this slice, as sentences and as checks."""

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.places import WHOLE_UNION
from edinstvo.foundation.access.powers import Power

SENTENCES = {
    Power.SEE_MEMBERS: "sees what the members of the branch have agreed to",
    Power.KEEP_MEMBERS: (
        "enters the consents of the members of the branch and their withdrawal, prints blanks for signing, settles "
        "what a withdrawal asks for"
    ),
    Power.MANAGE_ORGANISATIONS: "over the whole union: writes the texts of the consents",
}


def may_write_texts(actor: Actor) -> bool:
    """Whether the actor writes what members are asked to agree to: the union's own staff alone."""
    return actor.may(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)


def require_writing_texts(actor: Actor) -> None:
    """Raise PowerMissing unless the actor writes the texts."""
    actor.require(Power.MANAGE_ORGANISATIONS, at=WHOLE_UNION)
