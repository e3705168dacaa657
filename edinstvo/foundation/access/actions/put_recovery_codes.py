"""Make recovery codes; the one place where they are written."""

from edinstvo.foundation.access.codes import RECOVERY_CODES, new_recovery_code, recovery_hash
from edinstvo.foundation.access.models import RecoveryCode, User


def put_recovery_codes(*, user: User) -> list[str]:
    """Ten new codes, shown now and never again; the former ones are worth nothing. In the caller's transaction."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add(new_recovery_code())
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=recovery_hash(user=user, code=code)) for code in codes
    )
    return sorted(codes)


def put_first_recovery_codes(*, user: User) -> list[str]:
    """Codes for somebody who has none left, else an empty list."""
    has_some = RecoveryCode.objects.filter(user=user, used_at=None).exists()
    return [] if has_some else put_recovery_codes(user=user)
