"""Where a program writes down its loss and rate at each step: for TensorBoard, or for Weights & Biases.

    log = LOGS["tensorboard"]
    log.opening("adam", {"learning_rate": 0.1})     writer = SummaryWriter("runs/adam")
    log.step({"loss": "value.item()"})              writer.add_scalar("loss", value.item(), step)
    log.closing                                     writer.close()

A log is the few lines that are usual for it. A program without one asks for no library more.
The loss is the one that a step saw, the rate the one that its method was given: some find their own from that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from export.call import INDENT, write_value

INIT = """# Offline, nothing leaves this machine until you call wandb sync.
run = wandb.init(
    project="overshoot",
    name="{}",
    mode="offline",
    config={{
{}    }},
)"""


class Log:
    """What a program adds for a log; the lines of a step are inside a loop over `step`."""

    title: str
    closing: str

    def import_line(self, library: str) -> str:
        raise NotImplementedError

    def opening(self, folder: str, config: Mapping[str, Any]) -> str:
        """What begins it, for a run that goes by the name of a folder and was set like this."""
        raise NotImplementedError

    def step(self, scalars: Mapping[str, str]) -> list[str]:
        """The lines of a step that log some expressions by their names."""
        raise NotImplementedError


class TensorBoardLog(Log):
    title = "TensorBoard"
    closing = "writer.close()"

    def import_line(self, library: str) -> str:
        module = "torch.utils.tensorboard" if library == "pytorch" else "tensorboardX"
        return f"from {module} import SummaryWriter"

    def opening(self, folder: str, config: Mapping[str, Any]) -> str:
        return f'# To look at it: tensorboard --logdir runs\nwriter = SummaryWriter("runs/{folder}")'

    def step(self, scalars: Mapping[str, str]) -> list[str]:
        return [f'writer.add_scalar("{name}", {value}, step)' for name, value in scalars.items()]


class WandbLog(Log):
    title = "Weights & Biases"
    closing = "run.finish()"

    def import_line(self, library: str) -> str:
        return "import wandb"

    def opening(self, folder: str, config: Mapping[str, Any]) -> str:
        items = "".join(f'{INDENT * 2}"{name}": {write_value(value)},\n' for name, value in config.items())
        return INIT.format(folder, items)

    def step(self, scalars: Mapping[str, str]) -> list[str]:
        items = (f'{INDENT}"{name}": {value},' for name, value in scalars.items())
        return ["run.log({", *items, "}, step=step)"]


LOGS: Mapping[str, Log] = MappingProxyType({"tensorboard": TensorBoardLog(), "wandb": WandbLog()})
