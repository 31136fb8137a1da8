"""The catalogue of landscapes, in teaching order; the app opens with the first."""

from functools import lru_cache
from types import MappingProxyType

from landscapes.ackley import ACKLEY
from landscapes.beale import BEALE
from landscapes.booth import BOOTH
from landscapes.bowl import BOWL
from landscapes.cliff import CLIFF
from landscapes.double_well import DOUBLE_WELL
from landscapes.easom import EASOM
from landscapes.goldstein_price import GOLDSTEIN_PRICE
from landscapes.griewank import GRIEWANK
from landscapes.himmelblau import HIMMELBLAU
from landscapes.landscape import Landscape
from landscapes.levy import LEVY
from landscapes.line_raw import LINE_RAW
from landscapes.line_scaled import LINE_SCALED
from landscapes.logistic import LOGISTIC
from landscapes.logistic_separable import LOGISTIC_SEPARABLE
from landscapes.matyas import MATYAS
from landscapes.mccormick import MCCORMICK
from landscapes.monkey_saddle import MONKEY_SADDLE
from landscapes.overfit import OVERFIT
from landscapes.plateau import PLATEAU
from landscapes.rastrigin import RASTRIGIN
from landscapes.ravine import RAVINE
from landscapes.rippled_bowl import RIPPLED_BOWL
from landscapes.rosenbrock import ROSENBROCK
from landscapes.saddle import SADDLE
from landscapes.sharp_and_flat import SHARP_AND_FLAT
from landscapes.sine_fit import SINE_FIT
from landscapes.six_hump_camel import SIX_HUMP_CAMEL
from landscapes.styblinski_tang import STYBLINSKI_TANG
from landscapes.tanh_neuron import TANH_NEURON
from landscapes.three_hump_camel import THREE_HUMP_CAMEL
from landscapes.two_weights import TWO_WEIGHTS
from landscapes.typed import FORMULA

LANDSCAPES = MappingProxyType(
    {
        landscape.key: landscape
        for landscape in (
            RAVINE,
            BOWL,
            ROSENBROCK,
            BOOTH,
            MATYAS,
            BEALE,
            SADDLE,
            MONKEY_SADDLE,
            PLATEAU,
            CLIFF,
            EASOM,
            DOUBLE_WELL,
            HIMMELBLAU,
            SHARP_AND_FLAT,
            THREE_HUMP_CAMEL,
            SIX_HUMP_CAMEL,
            MCCORMICK,
            STYBLINSKI_TANG,
            GOLDSTEIN_PRICE,
            RIPPLED_BOWL,
            RASTRIGIN,
            ACKLEY,
            GRIEWANK,
            LEVY,
            FORMULA,
            LINE_RAW,
            LINE_SCALED,
            LOGISTIC,
            LOGISTIC_SEPARABLE,
            TANH_NEURON,
            TWO_WEIGHTS,
            SINE_FIT,
            OVERFIT,
        )
    }
)


@lru_cache(maxsize=512)  # 0.05 MB each
def landscape_at(landscape: Landscape, values: tuple[tuple[str, float], ...]) -> Landscape:
    """A landscape at these values: its floors are searched for once, and all that follows kept."""
    return landscape.with_parameters(**dict(values))


__all__ = ["FORMULA", "LANDSCAPES", "Landscape", "landscape_at"]
