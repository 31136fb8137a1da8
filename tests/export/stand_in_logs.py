"""Small stand-ins for what programs log to: they keep what they are told, for a test to look at."""

from collections import defaultdict
from types import ModuleType, SimpleNamespace


class Logged:
    """What was logged: steps and values by name, where it was, what was set, whether it was closed."""

    def __init__(self):
        self.scalars = defaultdict(list)
        self.place, self.config, self.closed = "", {}, False

    def writer(self, folder):
        self.place = folder
        return SimpleNamespace(add_scalar=self.add, close=self.close)

    def init(self, project, name, mode, config):
        assert (project, mode) == ("overshoot", "offline")
        self.place, self.config = name, config
        return SimpleNamespace(log=self.add_all, finish=self.close)

    def add(self, name, value, step):
        assert not self.closed
        self.scalars[name].append((step, float(value)))

    def add_all(self, values, step):
        for name, value in values.items():
            self.add(name, value, step)

    def close(self):
        self.closed = True

    @property
    def modules(self):
        made = {name: ModuleType(name) for name in ("torch.utils", "torch.utils.tensorboard", "tensorboardX", "wandb")}
        made["torch.utils.tensorboard"].SummaryWriter = made["tensorboardX"].SummaryWriter = self.writer
        made["wandb"].init = self.init
        return made
