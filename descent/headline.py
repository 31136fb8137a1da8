"""Headlines: how each run ended, in a few words."""

from descent.findings import Findings, Ground, Verdict

STALLED = {
    Ground.FLAT: "Stalled on flat ground",
    Ground.SADDLE: "Stalled on a saddle",
    Ground.TOP: "Stalled on a top",
    Ground.SLOPE: "Stands still on a slope",
    Ground.KINK: "Stopped at a kink without a slope",
}


def headlines(findings: Findings) -> list[str]:
    """How each run ended, in at most 40 characters."""
    columns = zip(
        *(
            getattr(findings, name).tolist()
            for name in ("verdict", "minimum", "in_valley", "ground", "overflowed", "undefined", "gone", "reached")
        ),
        strict=True,
    )
    return [_headline(findings.steps, findings.goal, *row) for row in columns]


def name_lowest(goal: str, minimum: int, in_valley: bool) -> str:
    """The place of a run that rests at the lowest loss; `goal` is what the landscape has of these places."""
    if minimum >= 0 or in_valley:
        kind = "global minimum" if minimum >= 0 else "valley of equal minima"
        return goal if goal.endswith(kind) else f"a {kind}"
    return "a minimum as low as any known"


def _headline(steps, goal, verdict, minimum, in_valley, ground, overflowed, undefined, gone, reached):
    match verdict:
        case Verdict.CONVERGED:
            return f"{'Stayed at' if reached == 0 else 'Reached'} {name_lowest(goal, minimum, in_valley)}"
        case Verdict.TRAPPED:
            return "Stayed in a local minimum" if reached == 0 else "Ended in a local minimum"
        case Verdict.STALLED:
            return STALLED[ground]
        case Verdict.OSCILLATING:
            return f"Still bouncing after {steps_in_words(steps)}"
        case Verdict.CRAWLING:
            return f"Still moving after {steps_in_words(steps)}"
    if undefined:
        return f"The loss has no value at step {overflowed}" if overflowed else "The loss has no value at the start"
    if overflowed >= 0:
        return f"Overflowed at step {overflowed}"
    return f"Out of the window since step {gone}" if gone > 0 else "Out of the window from the start on"


def steps_in_words(count):
    return f"{count} step" if count == 1 else f"{count} steps"
