"""The catalogue of learning rate schedules, from key to class, in teaching order."""

from types import MappingProxyType

from schedules.constant import Constant
from schedules.cosine import Cosine
from schedules.exponential import Exponential
from schedules.inverse_time import InverseTime
from schedules.schedule import LIBRARIES, Native, Schedule
from schedules.step import Step

__all__ = ["LIBRARIES", "SCHEDULES", "Native", "Schedule"]

SCHEDULES = MappingProxyType(
    {
        "constant": Constant,
        "step": Step,
        "exponential": Exponential,
        "inverse_time": InverseTime,
        "cosine": Cosine,
    }
)
