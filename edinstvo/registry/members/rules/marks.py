"""What a stay says besides the record itself: whether it is on paper still, and what slices above say of the person."""

# The records that are kept on paper alone: what is electronic costs nothing (docs/decisions/0022).
PAPER_RECORDS = "paper_records"
# What somebody holds, copied onto every stay of theirs, and what a branch counts of it.
HOLDINGS = ("has_plastic_card", "has_virtual_card", "has_bonus")
HOLDING_MEASURES = dict(zip(HOLDINGS, ("plastic_cards", "virtual_cards", "bonus_holders"), strict=True))
# All that is copied so.
MARKS = ("lacks_consent", *HOLDINGS)
