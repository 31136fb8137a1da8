"""The catalogue of optimizers, in teaching order: key -> class."""

from types import MappingProxyType

from optimizers.adagrad import Adagrad
from optimizers.adam import Adam
from optimizers.gradient_descent import GradientDescent
from optimizers.momentum import Momentum
from optimizers.nesterov import Nesterov
from optimizers.rmsprop import RMSprop

OPTIMIZERS = MappingProxyType(
    {
        "gradient_descent": GradientDescent,
        "momentum": Momentum,
        "nesterov": Nesterov,
        "adagrad": Adagrad,
        "rmsprop": RMSprop,
        "adam": Adam,
    }
)

__all__ = ["OPTIMIZERS"]
