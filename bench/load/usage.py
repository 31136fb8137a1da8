"""What processes have used, as Linux tells it; elsewhere nothing is known, and the table says so."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

PROC = Path("/proc")


class Usage(NamedTuple):
    """Seconds of processor time, the system's included, and bytes of memory that are held now."""

    seconds: float
    memory: float

    @classmethod
    def of(cls, processes: Iterable[int]) -> Self | None:
        """Of all these processes together; None if one of them is not to be seen."""
        try:
            used = [(read_seconds(process), read_memory(process)) for process in processes]
        except OSError:
            return None
        return cls(*map(sum, zip(*used, strict=True))) if used else None


def read_seconds(process: int) -> float:
    fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def read_memory(process: int) -> float:
    return int((PROC / str(process) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
