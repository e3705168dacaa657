"""Cut whole numbers into whole parts, exactly."""

from collections.abc import Sequence


class CannotBeShared(ValueError):
    """More is to be shared than the parts may take together, or less than they need."""


def shared(
    total: int, weights: Sequence[float], *, least: Sequence[int] | None = None, most: Sequence[int] | None = None
) -> list[int]:
    """Parts that come to `total`, as near to the weights as whole numbers get, each within its bounds.

    What a full part cannot take goes to the others; one without weight takes only what nobody else can. Largest
    remainders decide the last ones (Hamilton's method). Raises CannotBeShared.
    """
    parts = list(least) if least is not None else [0] * len(weights)
    bounds = list(most) if most is not None else [total] * len(weights)
    rest = total - sum(parts)
    if rest < 0 or total > sum(bounds):
        raise CannotBeShared(total)
    while rest:
        rest -= _one_round(rest, parts, bounds, weights)
    return parts


def _one_round(rest: int, parts: list[int], bounds: Sequence[int], weights: Sequence[float]) -> int:
    """Give the whole numbers of everybody's share, or one each where there is no whole number left; how many in all."""
    open_parts = [place for place, part in enumerate(parts) if part < bounds[place]]
    taking = [place for place in open_parts if weights[place] > 0] or open_parts
    weight = {place: weights[place] if weights[place] > 0 else 1.0 for place in taking}
    whole = sum(weight.values())
    shares = {place: rest * weight[place] / whole for place in taking}
    given = {place: min(int(share), bounds[place] - parts[place], rest) for place, share in shares.items()}
    if not any(given.values()):
        fullest = sorted(taking, key=lambda place: -shares[place])
        given = dict.fromkeys(fullest[:rest], 1)
    for place, number in given.items():
        parts[place] += number
    return sum(given.values())
