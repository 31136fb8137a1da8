"""AdamW: Adam, and beside its step a pull towards the origin that Adam's rescaling does not touch.

    direction = Adam's direction + lambda w

Source: Loshchilov & Hutter 2019, Algorithm 2, arXiv:1711.05101. As torch.optim.AdamW.
"""

from dataclasses import dataclass
from typing import ClassVar

from knobs import knob
from optimizers.adam import Adam, KerasAdam
from optimizers.native import changed, keras, optax, pytorch
from optimizers.optimizer import WEIGHT_DECAY


@dataclass(frozen=True)
class AdamW(Adam):
    title: ClassVar[str] = "AdamW"
    lesson: ClassVar[str] = "Adam, and a pull αλw towards the origin: it may come to rest short of the minimum."
    also: ClassVar[tuple[str, ...]] = ("weight decay", "decoupled", "regularization", "l2", "adaptive")
    best: ClassVar[str] = (
        "landscape=himmelblau&x=1&y=-4.4&optimizer=adamw&weight_decay=0.4&schedule=exponential&decay=1"
        "&alpha=0.15&steps=150&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" w &\leftarrow w - \alpha \left(\frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}"
        r" + \lambda w\right) \end{aligned}"
    )

    weight_decay: float = knob(1e-2, **WEIGHT_DECAY)

    def update(self, here, state, step):
        direction, state = super().update(here, state, step)
        return direction + self.weight_decay * here.position, state

    def native(self, library, learning_rate):
        arguments = changed(self, betas=("beta1", "beta2"), eps="epsilon", weight_decay="weight_decay")
        return {"pytorch": pytorch("AdamW", lr=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class KerasAdamW(AdamW, KerasAdam):
    """As keras.optimizers.AdamW: the decay beside Keras' Adam."""

    latex: ClassVar[str] = KerasAdam.latex.replace(r"\end{aligned}", r"- \alpha\, \lambda w \end{aligned}")

    epsilon: float = 1e-7
    weight_decay: float = knob(4e-3, **WEIGHT_DECAY)

    def native(self, library, learning_rate):
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon", weight_decay="weight_decay")
        return {"keras": keras("AdamW", learning_rate=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class OptaxAdamW(AdamW):
    """As optax.adamw: the same rule, with less decay."""

    weight_decay: float = knob(1e-4, **WEIGHT_DECAY)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon", weight_decay="weight_decay")
        return {"optax": optax("adamw", learning_rate=learning_rate, **arguments)}.get(library)
