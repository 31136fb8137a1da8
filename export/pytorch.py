"""A run as a PyTorch program."""

from export.call import write_call
from export.run import Run, assemble


def pytorch_program(run: Run) -> str:
    setting = [
        f"point = torch.tensor({list(run.course.start)}, requires_grad=True)",
        f"optimizer = {write_call(run.twin(), '[point]')}",
    ]
    step = ["optimizer.zero_grad()", "value = loss(*point)", "value.backward()", "optimizer.step()"]
    if run.schedule_twin:
        setting.append(f"scheduler = {write_call(run.schedule_twin, 'optimizer')}")
    elif run.factor:
        setting.append("scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)")
    if run.varies:
        step.append("scheduler.step(value.item())" if run.looks_at_loss else "scheduler.step()")
    loop = "\n".join([f"for _ in range({run.course.steps}):", *(f"    {line}" for line in step)])
    return assemble(
        run.docstring,
        modules="",
        imports="import torch\n\ntorch.set_default_dtype(torch.float64)",
        functions=[f"def loss(x, y{run.parameters}):\n    return {run.height('torch')}", run.factor],
        body=["\n".join(setting), loop, run.ending("point.tolist()")],
    )
