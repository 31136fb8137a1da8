"""The catalogue of optimizers, from key to class, in teaching order.

`OPTIMIZERS` is as PyTorch has them, and as Optax has those that PyTorch lacks; `CONVENTIONS[library]` is the catalogue
as "pytorch", "keras" or "optax" does it. Where a library lacks the method, `native(library, ...)` is None.
"""

from types import MappingProxyType

from optimizers.adabelief import AdaBelief
from optimizers.adadelta import Adadelta, KerasAdadelta
from optimizers.adagrad import Adagrad, AdagradWithHeadStart
from optimizers.adam import Adam, KerasAdam
from optimizers.adamax import Adamax, KerasAdamax
from optimizers.adamw import AdamW, KerasAdamW, OptaxAdamW
from optimizers.amsgrad import AMSGrad, KerasAMSGrad, OptaxAMSGrad
from optimizers.backtracking import Backtracking
from optimizers.bfgs import BFGS
from optimizers.dadapt_adam import DAdaptAdam
from optimizers.dog import DoG
from optimizers.gradient_descent import GradientDescent
from optimizers.lion import Lion, OptaxLion
from optimizers.momentum import KerasMomentum, Momentum
from optimizers.nadam import KerasNAdam, NAdam, OptaxNAdam
from optimizers.nesterov import KerasNesterov, Nesterov
from optimizers.newton import Newton
from optimizers.optimizer import Optimizer
from optimizers.polyak import Polyak
from optimizers.prodigy import Prodigy
from optimizers.radam import OptaxRAdam, RAdam
from optimizers.rmsprop import KerasRMSprop, OptaxRMSprop, RMSprop
from optimizers.rprop import OptaxRprop, Rprop
from optimizers.schedule_free_adamw import KerasScheduleFreeAdamW, ScheduleFreeAdamW
from optimizers.schedule_free_sgd import ScheduleFreeSGD
from optimizers.sign_descent import SignDescent
from optimizers.yogi import Yogi

__all__ = ["CONVENTIONS", "OPTIMIZERS", "Optimizer"]

OPTIMIZERS = MappingProxyType(
    {
        "gradient_descent": GradientDescent,
        "momentum": Momentum,
        "nesterov": Nesterov,
        "adagrad": Adagrad,
        "rmsprop": RMSprop,
        "adadelta": Adadelta,
        "adam": Adam,
        "adamw": AdamW,
        "amsgrad": AMSGrad,
        "adamax": Adamax,
        "nadam": NAdam,
        "radam": RAdam,
        "adabelief": AdaBelief,
        "yogi": Yogi,
        "sign_descent": SignDescent,
        "rprop": Rprop,
        "lion": Lion,
        "newton": Newton,
        "polyak": Polyak,
        "backtracking": Backtracking,
        "bfgs": BFGS,
        "schedule_free_sgd": ScheduleFreeSGD,
        "schedule_free_adamw": ScheduleFreeAdamW,
        "prodigy": Prodigy,
        "dadapt_adam": DAdaptAdam,
        "dog": DoG,
    }
)

CONVENTIONS = MappingProxyType(
    {
        "pytorch": OPTIMIZERS,
        "keras": MappingProxyType(
            OPTIMIZERS
            | {
                "momentum": KerasMomentum,
                "nesterov": KerasNesterov,
                "adagrad": AdagradWithHeadStart,
                "rmsprop": KerasRMSprop,
                "adadelta": KerasAdadelta,
                "adam": KerasAdam,
                "adamw": KerasAdamW,
                "amsgrad": KerasAMSGrad,
                "adamax": KerasAdamax,
                "nadam": KerasNAdam,
                "schedule_free_adamw": KerasScheduleFreeAdamW,
            }
        ),
        "optax": MappingProxyType(
            OPTIMIZERS
            | {
                "adagrad": AdagradWithHeadStart,
                "rmsprop": OptaxRMSprop,
                "adamw": OptaxAdamW,
                "amsgrad": OptaxAMSGrad,
                "nadam": OptaxNAdam,
                "radam": OptaxRAdam,
                "rprop": OptaxRprop,
                "lion": OptaxLion,
            }
        ),
    }
)
