"""A union of any size: how long it takes, what it needs, and whether its figures come out."""
