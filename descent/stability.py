import numpy as np


def rate_limits(optimizer, landscape, places):
    from landscapes.curvature import curvature_range

    if optimizer.stability_bound is None:
        return np.full(places.shape[1], np.nan)
    with np.errstate(all="ignore"):
        s = curvature_range(landscape.hessian(*places))[0]
        return np.where(s > 0, optimizer.stability_bound / s, np.nan)


def preconditioned_limit(optimizer, landscape, place, memoir):
    return np.nan
