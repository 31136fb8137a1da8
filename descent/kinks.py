"""Kinks: places where the loss is finite and has no slope, such as the tip of a cone; a run that lands there stops.

The libraries' gradient is not a number there, and so is every later point. `Trajectory` keeps what they compute; a
verdict takes the run as one that rests at the kink.
"""

import numpy as np

from descent.terrain import DOMAIN, Terrain


def rest_at_kinks(trajectory, terrain: Terrain):
    """First step (runs,) at a kink, -1 where there is none; positions, losses and gradients, at rest from there on."""
    positions, losses, gradients = trajectory.positions, trajectory.losses, trajectory.gradients
    slopeless = np.isnan(gradients).any(axis=1)
    kink = np.full(trajectory.runs, -1)
    if not slopeless.any():
        return kink, positions, losses, gradients
    runs = np.arange(trajectory.runs)
    step = slopeless.argmax(axis=0)
    at_kink = (
        slopeless.any(axis=0)
        & np.isfinite(losses[step, runs])
        & (np.abs(terrain.scale(positions[step, :, runs].T)) < DOMAIN).all(axis=0)
    )
    if not at_kink.any():
        return kink, positions, losses, gradients
    kink[at_kink] = step[at_kink]
    later = at_kink & (np.arange(trajectory.steps + 1)[:, np.newaxis] >= step)
    return (
        kink,
        np.where(later[:, np.newaxis], positions[step, :, runs].T, positions),
        np.where(later, losses[step, runs], losses),
        np.where(later[:, np.newaxis], 0.0, gradients),
    )
