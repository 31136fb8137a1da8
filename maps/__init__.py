"""Maps: pictures of many runs, drawn beside the script and fetched by their address.

    maps/<version>/basins?landscape=himmelblau&alpha=0.01       where each start ends
    maps/<version>/basins?…&map.along=learning_rate             the same, coarser, at each notch of a slider

An address says all of it, so a browser, and whoever stands between, keeps the answer for good; `version` changes with
the code. A kind of map is one file and one line in `kinds`.
"""
