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
    logged = run.log_step("value.item()", 'optimizer.param_groups[0]["lr"]', f"loss(*point, {HELD_BACK}).item()")
    step = ["optimizer.zero_grad()", f"value = {given}", "value.backward()", *logged, "optimizer.step()"]
    if feed.is_drawn and not is_loaded:
        step.insert(0, f"u, v = {feed.of_step}")
    if run.schedule_twin:
        setting.append(f"scheduler = {write_call(run.schedule_twin, 'optimizer')}")
    elif run.factor:
        setting.append("scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)")
    if run.varies:
        step.append("scheduler.step(value.item())" if run.looks_at_loss else "scheduler.step()")
    setting += run.opening
    drawn = [feed.write_draws("torch.from_numpy")] if feed.is_drawn else []
    if is_loaded:
        drawn.append(LOADER)
    head = feed.loop("step" if run.log else "_")
    if is_loaded:
        head = "for step, (u, v) in enumerate(loader):" if run.log else "for u, v in loader:"
    loop = "\n".join([head, *(f"    {line}" for line in step), *run.closing])
    imports = ["import numpy as np"] * feed.is_drawn + ["import torch", *run.imports]
    return assemble(
        run.docstring,
        modules="",
        imports="\n".join([*imports, "", "torch.set_default_dtype(torch.float64)"]),
        points=feed.write_points("torch.tensor"),
        functions=[f"def loss({run.variables}{run.parameters}):\n    return {run.height('torch')}", run.factor],
        body=["\n".join(drawn), "\n".join(setting), loop, run.ending("point.tolist()", f"*point, {HELD_BACK}")],
    )
