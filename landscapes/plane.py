"""The plane: a point of it, and a window onto it."""

Point = tuple[float, float]  # x and y
Range = tuple[float, float]  # from the lower end to the upper one
Window = tuple[Range, Range]  # of x and of y
