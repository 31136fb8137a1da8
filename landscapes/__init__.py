"""The catalogue of landscapes, in teaching order; the app opens with the first."""

from types import MappingProxyType

from landscapes.bowl import BOWL
from landscapes.double_well import DOUBLE_WELL
from landscapes.formula import FormulaError, parse
from landscapes.himmelblau import HIMMELBLAU
from landscapes.landscape import Landscape
from landscapes.plateau import PLATEAU
from landscapes.rastrigin import RASTRIGIN
from landscapes.ravine import RAVINE
from landscapes.rosenbrock import ROSENBROCK
from landscapes.saddle import SADDLE

LANDSCAPES = MappingProxyType(
    {
        landscape.key: landscape
        for landscape in (RAVINE, BOWL, ROSENBROCK, DOUBLE_WELL, HIMMELBLAU, RASTRIGIN, SADDLE, PLATEAU)
    }
)

__all__ = ["LANDSCAPES", "FormulaError", "Landscape", "parse"]
