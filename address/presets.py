"""The catalogue of races that a lecturer would want, each a link that opens it and what it is about.

What became of each the page computes; that it is what the lesson says is tested.
"""

from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl

RATES, METHODS, SCHEDULES, LUCK = "Learning rates", "Methods", "Schedules", "Starts and luck"
LETTERED = ("", "b.", "c.", "d.")


@dataclass(frozen=True)
class Preset:
    """`lesson` says what to look for."""

    title: str
    family: str
    lesson: str
    address: str
    also: tuple[str, ...] = ()

    @property
    def params(self) -> dict[str, str]:
        return dict(parse_qsl(self.address))


def race(course: str, *runners: str) -> str:
    """The address of a race: its course, then what each runner's names say, "optimizer=adam alpha=0.1"."""
    named = (
        f"{prefix}{name}"
        for prefix, runner in zip(LETTERED, runners, strict=False)
        for name in ("schedule=constant", *runner.split())
    )
    return "&".join((course, *named))


PRESETS = MappingProxyType(
    {
        "four_rates": Preset(
            "Gradient descent at four rates",
            RATES,
            "Too small, good, just below the bound 2/λ, and above it.",
            race(
                "landscape=ravine&kappa=10.0&steps=100",
                "alpha=0.01",
                "optimizer=gradient_descent alpha=0.16",
                "optimizer=gradient_descent alpha=0.195",
                "optimizer=gradient_descent alpha=0.205",
            ),
            ("learning rate", "too small", "too large", "divergence", "stability"),
        ),
        "three_curves": Preset(
            "Three rates on a real loss",
            RATES,
            "Petals of two irises: α too low, good, too high. Training loss solid, validation loss dashed.",
            race(
                "landscape=logistic&steps=150",
                "alpha=0.2",
                "optimizer=gradient_descent alpha=20.0",
                "optimizer=gradient_descent alpha=400.0",
            ),
            ("loss curve", "validation", "too low", "too high", "good learning rate", "data"),
        ),
        "usual_rates": Preset(
            "1e-3, 1e-4, 1e-5",
            RATES,
            "The usual three, on a line through points: watch both losses, in Curves. Is the best any good?",
            race(
                "landscape=line_scaled&steps=1000",
                "alpha=0.001",
                "optimizer=gradient_descent alpha=0.0001",
                "optimizer=gradient_descent alpha=1e-05",
            ),
            ("rule of thumb", "default", "first guess", "validation", "data"),
        ),
        "momentum": Preset(
            "Plain, momentum, Nesterov",
            METHODS,
            "The same α in the ravine: what is a memory of the last steps worth? And who bears more α, who less?",
            race(
                "landscape=ravine&steps=150",
                "alpha=0.05",
                "optimizer=momentum alpha=0.05 momentum=0.8",
                "optimizer=nesterov alpha=0.05 momentum=0.8",
            ),
            ("momentum", "heavy ball", "nesterov", "acceleration"),
        ),
        "adam": Preset(
            "Adam against gradient descent",
            METHODS,
            "In the ravine, each tuned: who is there sooner, and who forgives more rates?",
            race("landscape=ravine&steps=150", "alpha=0.08913", "optimizer=adam alpha=0.5623"),
            ("is adam better", "good default", "sgd", "fair"),
        ),
        "adaptive": Preset(
            "Adaptive methods, as they come",
            METHODS,
            "Rosenbrock's valley at the rates that each method is usually given. Is it the method, or its rate?",
            race(
                "landscape=rosenbrock&steps=500",
                "alpha=0.001",
                "optimizer=adagrad alpha=0.01",
                "optimizer=rmsprop alpha=0.01",
                "optimizer=adam alpha=0.001",
            ),
            ("adagrad", "rmsprop", "adam", "rosenbrock", "default", "untuned"),
        ),
        "adaptive_tuned": Preset(
            "Adaptive methods, each tuned",
            METHODS,
            "The same race, each at its best of 81 rates. With 200 steps none of the 81 arrives, for any of them.",
            race(
                "landscape=rosenbrock&steps=500",
                "alpha=0.003548",
                "optimizer=adagrad alpha=1.585",
                "optimizer=rmsprop alpha=0.2512",
                "optimizer=adam alpha=1.0",
            ),
            ("adagrad", "rmsprop", "adam", "rosenbrock", "tuned", "fair"),
        ),
        "rotation": Preset(
            "A turned ravine",
            METHODS,
            "Rates for each axis, tuned along the axes: drag the angle, then tune again at 45°.",
            race(
                "landscape=ravine&angle=0.0&steps=200&together=angle",
                "alpha=0.08913",
                "optimizer=adagrad alpha=3.981",
                "optimizer=rmsprop alpha=0.3981",
                "optimizer=adam alpha=0.1",
            ),
            ("adagrad", "rmsprop", "adam", "rotation", "rotate", "angle", "diagonal", "axis", "invariance"),
        ),
        "schedules": Preset(
            "Four schedules, one rate",
            SCHEDULES,
            "Many local minima and an α too large to rest with: who slows down in time, and not too early?",
            race(
                "landscape=rippled_bowl&steps=150",
                "alpha=0.2",
                "optimizer=gradient_descent alpha=0.2 schedule=step",
                "optimizer=gradient_descent alpha=0.2 schedule=exponential",
                "optimizer=gradient_descent alpha=0.2 schedule=cosine",
            ),
            ("decay", "annealing", "step decay", "cosine", "exponential"),
        ),
        "starts": Preset(
            "One method from four starts",
            LUCK,
            "Many local minima and a small α: each start ends in the basin that it began in.",
            race(
                "landscape=rippled_bowl&steps=100&starts=own&x=1.5&y=1.3",
                "alpha=0.02",
                "optimizer=gradient_descent alpha=0.02 x=-1.4 y=0.6",
                "optimizer=gradient_descent alpha=0.02 x=0.3 y=-1.6",
                "optimizer=gradient_descent alpha=0.02 x=0.2 y=-0.15",
            ),
            ("initialization", "basin", "local minima"),
        ),
        "draws": Preset(
            "One method, four draws of the noise",
            LUCK,
            "All is the same but the dice. Was that luck?",
            race(
                "landscape=rippled_bowl&steps=200&noise=5.0&draws=own",
                "alpha=0.1 schedule=cosine",
                "optimizer=gradient_descent alpha=0.1 schedule=cosine",
                "optimizer=gradient_descent alpha=0.1 schedule=cosine",
                "optimizer=gradient_descent alpha=0.1 schedule=cosine",
            ),
            ("seed", "noise", "random", "stochastic", "luck"),
        ),
    }
)
