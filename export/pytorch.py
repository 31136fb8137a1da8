"""A run as a PyTorch program."""

from export.call import write_call
from export.feed import HELD_BACK
from export.run import Run, assemble

LOADER = """dataset = torch.utils.data.TensorDataset(inputs, targets)
loader = torch.utils.data.DataLoader(dataset, batch_sampler=batches)"""


def pytorch_program(run: Run) -> str:
    feed = run.feed
    is_loaded = feed.has_batches and not feed.has_shifts  # else the targets are others at each step
    setting = [
        f"point = torch.tensor({list(run.course.start)}, requires_grad=True)",
        f"optimizer = {write_call(run.twin(), '[point]')}",
    ]
    given = f"loss(*point{feed.names if feed.is_drawn else feed.whole})"
    step = ["optimizer.zero_grad()", f"value = {given}", "value.backward()", "optimizer.step()"]
    if feed.is_drawn and not is_loaded:
        step.insert(0, f"u, v = {feed.of_step}")
    if run.schedule_twin:
        setting.append(f"scheduler = {write_call(run.schedule_twin, 'optimizer')}")
    elif run.factor:
        setting.append("scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)")
    if run.varies:
        step.append("scheduler.step(value.item())" if run.looks_at_loss else "scheduler.step()")
    drawn = [feed.write_draws("torch.from_numpy")] if feed.is_drawn else []
    if is_loaded:
        drawn.append(LOADER)
    head = "for u, v in loader:" if is_loaded else feed.loop()
    loop = "\n".join([head, *(f"    {line}" for line in step)])
    numpy = "import numpy as np\n" if feed.is_drawn else ""
    return assemble(
        run.docstring,
        modules="",
        imports=f"{numpy}import torch\n\ntorch.set_default_dtype(torch.float64)",
        points=feed.write_points("torch.tensor"),
        functions=[f"def loss({run.variables}{run.parameters}):\n    return {run.height('torch')}", run.factor],
        body=["\n".join(drawn), "\n".join(setting), loop, run.ending("point.tolist()", f"*point, {HELD_BACK}")],
    )
