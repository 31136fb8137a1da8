"""The catalogue of learning rate schedules, from key to class, in teaching order, family by family.

`SCHEDULES` is as PyTorch has them; `CONVENTIONS[library]` is the catalogue as "pytorch", "keras" or "optax" does it.
"""

from types import MappingProxyType

from schedules.constant import Constant
from schedules.cosine import Cosine, CosineThatStays
from schedules.cosine_restarts import CosineRestarts, CosineRestartsThatStay
from schedules.cyclic import Cyclic
from schedules.exponential import Exponential
from schedules.inverse_sqrt import InverseSqrt
from schedules.inverse_time import InverseTime
from schedules.linear import Linear
from schedules.multi_step import MultiStep, MultiStepAfterBoundary
from schedules.one_cycle import OneCycle, OneCycleOnWholeSteps
from schedules.plateau import KerasPlateau, OptaxPlateau, Plateau
from schedules.polynomial import Polynomial
from schedules.schedule import Schedule
from schedules.silver import Silver
from schedules.step import Step
from schedules.warmup_cosine import WarmupCosine, WarmupCosineThatStays
from schedules.warmup_linear import WarmupLinear
from schedules.wsd import WarmupStayDecay

__all__ = ["CONVENTIONS", "SCHEDULES", "Schedule"]

SCHEDULES = MappingProxyType(
    {
        "constant": Constant,
        "step": Step,
        "multi_step": MultiStep,
        "exponential": Exponential,
        "inverse_time": InverseTime,
        "inverse_sqrt": InverseSqrt,
        "linear": Linear,
        "polynomial": Polynomial,
        "cosine": Cosine,
        "warmup_linear": WarmupLinear,
        "warmup_cosine": WarmupCosine,
        "wsd": WarmupStayDecay,
        "one_cycle": OneCycle,
        "cosine_restarts": CosineRestarts,
        "cyclic": Cyclic,
        "silver": Silver,
        "plateau": Plateau,
    }
)

CONVENTIONS = MappingProxyType(
    {
        "pytorch": SCHEDULES,
        "keras": MappingProxyType(
            SCHEDULES
            | {
                "multi_step": MultiStepAfterBoundary,
                "cosine": CosineThatStays,
                "warmup_cosine": WarmupCosineThatStays,
                "plateau": KerasPlateau,
            }
        ),
        "optax": MappingProxyType(
            SCHEDULES
            | {
                "cosine": CosineThatStays,
                "cosine_restarts": CosineRestartsThatStay,
                "warmup_cosine": WarmupCosineThatStays,
                "one_cycle": OneCycleOnWholeSteps,
                "plateau": OptaxPlateau,
            }
        ),
    }
)
