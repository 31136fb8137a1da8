"""Limits: how often somebody may do something, as tokens that come back with time; who has none left has to wait."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST_KEPT = 10_000  # of those who have used some of their tokens


class Limit:
    """`burst` tokens for each key, which come back at `rate` a second. What is kept is bounded: see `take`."""

    def __init__(self, rate: float, burst: float, most: int = MOST_KEPT, clock: Callable[[], float] = time.monotonic):
        self.rate, self.burst, self.most, self.clock = rate, burst, most, clock
        self.used: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # tokens left, and when

    def left(self, key: Hashable) -> float:
        tokens, at = self.used.get(key, (self.burst, 0.0))
        return min(self.burst, tokens + self.rate * (self.clock() - at))

    def take(self, key: Hashable) -> bool:
        """Whether there was one. Where too many are kept, who was heard of longest ago has all tokens again."""
        left = self.left(key)
        if left < 1:
            return False
        self.used[key] = left - 1, self.clock()
        self.used.move_to_end(key)
        if len(self.used) > self.most:
            self.used.popitem(last=False)
        return True

    def has(self, key: Hashable) -> bool:
        return self.left(key) >= 1


def network_of(host: str) -> str:
    """Whose address it is: of IPv6 a household has 2^64, and they count as one."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
