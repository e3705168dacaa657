"""How large an invented union is."""

from dataclasses import dataclass
from math import sqrt

_LEAST = 0.02


@dataclass(frozen=True)
class Scale:
    """Numbers of the union: ranges are (least, greatest) of one branch; acts are of one year."""

    regions: int
    territories: tuple[int, int]
    primaries: tuple[int, int]
    members: int
    universities: int
    renamings: int
    foundings: int
    closings: int
    weddings: int

    @classmethod
    def of(cls, share: float) -> "Scale":
        """80 regions and 53,000 members at 1.0; smaller for tests, larger for measurements.

        Raises ValueError below 0.02: there would be too few schools for what happens in five years.
        """
        if share < _LEAST:
            raise ValueError(f"{share} of a union is too little")
        regions = min(80, max(5, round(80 * share)))
        density = sqrt(share * 80 / regions)
        return cls(
            regions=regions,
            territories=(max(1, round(4 * density)), max(1, round(5 * density))),
            primaries=(max(2, round(5 * density)), max(3, round(7 * density))),
            members=round(53_000 * share),
            universities=max(1, round(8 * share)),
            renamings=max(2, min(12, round(12 * share))),
            foundings=max(1, min(4, round(4 * share))),
            closings=max(1, min(4, round(4 * share))),
            weddings=max(3, min(24, round(24 * share))),
        )
