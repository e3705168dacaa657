"""Sealed files: nobody reads them without the key of this house, and whoever has it reads all of them."""

import pytest
from django.test import override_settings

from edinstvo.registry.offices.actions.sealing import SealBroken, sealed, unsealed


@pytest.mark.parametrize("size", [0, 1, 2**20, 2**20 + 1, 3 * 2**20])
def test_what_was_sealed_comes_back_whole(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    lines = list(sealed(content))
    assert len(lines) == -(-size // 2**20)
    assert unsealed(lines) == content
    assert all(content[:100] not in line for line in lines) or not size


def test_another_key_and_a_changed_piece_are_told() -> None:
    lines = list(sealed(b"letters" * 2**18))
    with pytest.raises(SealBroken):
        unsealed([lines[0], lines[1][:-9] + b"AAAAAAAA\n"])
    with override_settings(SECRET_KEY="another"), pytest.raises(SealBroken):
        unsealed(lines)
