"""PostgreSQL's settings for the machine at hand, passed on its command line."""

import os
from pathlib import Path

MEBIBYTE = 1024 * 1024


def server_settings(*, memory: int) -> dict[str, str]:
    """Settings of the lasting server; `memory` in bytes. Why each stands here: docs/decisions/0002."""
    buffers = min(max(memory // 4, 128 * MEBIBYTE), 4096 * MEBIBYTE) // MEBIBYTE
    return {
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(memory // 2 // MEBIBYTE, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{min(max(memory // 16 // MEBIBYTE, 64), 1024)}MB",
        "max_wal_size": "4GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "wal_compression": "off",
        "fsync": "on",
        **_common(),
        **_log_of_a_week(),
    }


def trial_settings() -> dict[str, str]:
    """Settings of a server that lives as long as one test session: nothing is written for safety."""
    unsafe = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"), "off")
    return {"shared_buffers": "128MB", "max_wal_size": "4GB", "random_page_cost": "1.1", **unsafe, **_common()}


def memory_of_machine() -> int:
    """Bytes of memory that we may use: the machine's, or the container's limit when it is lower."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limits = [Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")]
    texts = [path.read_text().strip() for path in limits if path.exists()]
    return min([physical, *(int(text) for text in texts if text.isdigit())])


def _common() -> dict[str, str]:
    # Statements and details are left out of the log: they carry members' personal data.
    quiet = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    return {"timezone": "UTC", "log_timezone": "UTC", "max_connections": "100", **quiet, **_shared_memory()}


def _shared_memory() -> dict[str, str]:
    """Containers give /dev/shm 64 MB by default: too little for one parallel query."""
    place = Path("/dev/shm")  # noqa: S108 (looked at, not written to)
    if not place.exists():
        return {}
    size = os.statvfs(place)
    return {"dynamic_shared_memory_type": "mmap"} if size.f_blocks * size.f_frsize < 512 * MEBIBYTE else {}


def _log_of_a_week() -> dict[str, str]:
    return {
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "postgresql-%a.log",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
        "log_truncate_on_rotation": "on",
    }
