"""Small stand-ins, in numpy, for the libraries: programs are really executed where none of them is installed.

They do plain gradient descent, and no more than such a program asks of its library. Slopes are exact to the last
digits: a step of 1e-200 along the imaginary axis shows in no number but its own. So a loss must be smooth.
"""

from types import ModuleType, SimpleNamespace

import numpy as np
from stand_ins import STAND_INS

ASIDE = 1e-200


def differentiate(loss, point, *points):
    """The loss at a point and its slopes."""
    values = [loss(point + 1j * ASIDE * along, *points) for along in np.eye(2)]
    return np.real(values[0]), np.imag(values) / ASIDE


def module(name, **contents) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(contents)
    return made


class TorchTensor(np.ndarray):
    """The weight has a `point`. Its x and y both have both steps aside: an axis, that no mean is taken along."""

    point = None

    def __iter__(self):
        if self.point is None:
            return super().__iter__()
        aside = 1j * ASIDE * np.eye(2)[:, :, np.newaxis]
        return (value.view(TorchTensor) for value in self.point.reshape(2, 1, 1) + aside)

    def __format__(self, spec):
        return format(float(self.real[0]), spec)

    def mean(self):
        return np.ndarray.mean(self, axis=-1)

    def item(self):
        return float(self.real.flat[0])

    def backward(self):
        TorchTensor.slopes = np.asarray(self.imag).reshape(2) / ASIDE

    def tolist(self):
        return self.point.tolist()


def tensor(numbers, requires_grad=False):
    made = np.array(numbers).view(TorchTensor)
    if requires_grad:
        made.point = np.array(numbers)
    return made


class TorchDescent:
    def __init__(self, points, lr):
        (self.tensor,), self.rate = points, lr
        self.param_groups = [{"lr": lr}]

    def zero_grad(self):
        TorchTensor.slopes = None

    def step(self):
        self.tensor.point = self.tensor.point - self.rate * TorchTensor.slopes


class TorchLoader:
    """Fetches one point after the other, as torch's own does."""

    def __init__(self, dataset, batch_sampler):
        self.dataset, self.batches = dataset, batch_sampler

    def __iter__(self):
        for batch in self.batches:
            yield [tensor([column[one] for one in batch]) for column in self.dataset]


def torch() -> dict[str, ModuleType]:
    data = SimpleNamespace(TensorDataset=lambda *columns: columns, DataLoader=TorchLoader)
    return {
        "torch": module(
            "torch",
            **vars(STAND_INS["torch"]),
            tensor=tensor,
            from_numpy=tensor,
            float64=float,
            set_default_dtype=lambda kind: None,
            optim=SimpleNamespace(SGD=TorchDescent),
            utils=SimpleNamespace(data=data),
        )
    }


class KerasModel:
    def add_weight(self, shape, name):
        self.weight = Weight(np.zeros(shape))
        return self.weight

    def compile(self, optimizer, loss=None):
        self.rate, self.loss_of_output = optimizer.learning_rate, loss

    def compute_loss(self, x, y, y_pred, sample_weight):
        return np.mean(self.loss_of_output(y, y_pred))

    def fit(self, x, y=None, *, epochs, verbose, shuffle=True, batch_size=32, steps_per_epoch=None, callbacks=()):
        """Epochs of one step each."""
        if y is None:
            assert steps_per_epoch == 1
            steps = list(x)
        else:
            assert len(x) == 1 or (batch_size == len(x) and shuffle is False)
            steps = [(x, y)] * epochs
        assert len(steps) == epochs
        for step, (inputs, targets) in enumerate(steps):
            for callback in callbacks:
                callback.on_epoch_begin(step)
            loss, slopes = differentiate(
                lambda point, *points: self._loss(point, *points), self.weight.value, inputs, targets
            )
            self.weight.value = self.weight.value - self.rate * slopes
            for callback in callbacks:
                callback.on_epoch_end(step, {"loss": loss})

    def _loss(self, point, inputs, targets):
        kept, self.weight.value = self.weight.value, point
        try:
            return self.compute_loss(inputs, targets, self.call(inputs), None)
        finally:
            self.weight.value = kept


class Weight:
    def __init__(self, value):
        self.value = value

    def assign(self, value):
        self.value = np.array(value)

    def __getitem__(self, which):
        return self.value[which]


def keras() -> dict[str, ModuleType]:
    ops = SimpleNamespace(
        **vars(STAND_INS["ops"]),
        convert_to_tensor=np.asarray,
        convert_to_numpy=lambda weight: getattr(weight, "value", weight),
    )
    optimizers = SimpleNamespace(SGD=SimpleNamespace)
    callbacks = SimpleNamespace(Callback=object)
    config = SimpleNamespace(set_floatx=lambda kind: None)
    own = {"ops": ops, "optimizers": optimizers, "config": config, "callbacks": callbacks}
    return {"keras": module("keras", Model=KerasModel, **own)}


class OptaxDescent:
    def __init__(self, learning_rate):
        self.rate = learning_rate

    def init(self, point):
        return ()

    def update(self, slopes, state, point):
        return -self.rate * slopes, state


def optax() -> dict[str, ModuleType]:
    numbers = module("jax.numpy", **vars(STAND_INS["jnp"]), array=np.array)
    jax = module(
        "jax",
        numpy=numbers,
        config=SimpleNamespace(update=lambda name, value: None),
        jit=lambda function: function,
        grad=lambda loss: lambda *point: differentiate(loss, *point)[1],
    )
    methods = module("optax", sgd=OptaxDescent, apply_updates=np.add)
    return {"jax": jax, "jax.numpy": numbers, "optax": methods}


LIBRARIES = {"pytorch": torch, "keras": keras, "optax": optax}
