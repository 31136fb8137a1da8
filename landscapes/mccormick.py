"""McCormick's function: a sloping trough with a wave in it.

The minima solve x - y = 1 and cos(x + y) = -1/2: the first is (1/2 - pi/3, -1/2 - pi/3), with the loss
-sqrt(3)/2 - pi/3, and the second is the same point shifted by pi along both axes.

Source: G. P. McCormick, Mathematical Programming 10 (1976) 147-175; Jamil & Yang, arXiv:1308.4008. Many tables give
-1.9133 for the lowest loss, some call the function convex or the minimum the only one. The closed form above is right:
the loss is -1.91322..., and the second minimum lies inside the customary window.
"""

from landscapes.landscape import Landscape

MCCORMICK = Landscape(
    key="mccormick",
    title="McCormick",
    family="A few minima",
    also=("local minimum", "trap", "two minima"),
    lesson="The trough is straight and easy to cross, but a wave along it offers a second, worse place to rest.",
    formula="sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
    window=((-1.5, 4.0), (-3.0, 4.0)),
    start=(0.2, 3.0),
    learning_rate=0.42,
    steps=40,
    minima=((-0.5471975511965977, -1.5471975511965979), (2.5943951023931957, 1.5943951023931955)),
    source="McCormick, Mathematical Programming 10 (1976) 147-175; Jamil & Yang (2013), arXiv:1308.4008",
)
