"""Logistic regression on two kinds of iris that overlap: one minimum, and it is as sure as the data allows.

    loss = mean of log(1 + exp(-v (w u + b))),    v = -1 for versicolor, 1 for virginica

u is the length of a petal, standardised: 50 flowers of each kind, in the order of the table. Every fourth is held
back.

Source: R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936) 179-188,
table I; UCI Machine Learning Repository, doi:10.24432/C56C76, CC BY 4.0.
"""

from landscapes.columns import split, split_classes
from landscapes.landscape import Landscape
from landscapes.preparing import classify

VERSICOLOR = (  # centimetres
    4.7, 4.5, 4.9, 4.0, 4.6, 4.5, 4.7, 3.3, 4.6, 3.9, 3.5, 4.2, 4.0, 4.7, 3.6, 4.4, 4.5, 4.1, 4.5, 3.9,
    4.8, 4.0, 4.9, 4.7, 4.3, 4.4, 4.8, 5.0, 4.5, 3.5, 3.8, 3.7, 3.9, 5.1, 4.5, 4.5, 4.7, 4.4, 4.1, 4.0,
    4.4, 4.6, 4.0, 3.3, 4.2, 4.2, 4.2, 4.3, 3.0, 4.1,
)  # fmt: skip
VIRGINICA = (
    6.0, 5.1, 5.9, 5.6, 5.8, 6.6, 4.5, 6.3, 5.8, 6.1, 5.1, 5.3, 5.5, 5.0, 5.1, 5.3, 5.5, 6.7, 6.9, 5.0,
    5.7, 4.9, 6.7, 4.9, 5.7, 6.0, 4.8, 4.9, 5.6, 5.8, 6.1, 6.4, 5.6, 5.1, 5.6, 6.1, 5.6, 5.5, 4.8, 5.4,
    5.6, 5.1, 5.1, 5.9, 5.7, 5.2, 5.0, 5.2, 5.4, 5.1,
)  # fmt: skip
FLOWERS = (*((length, -1.0) for length in VERSICOLOR), *((length, 1.0) for length in VIRGINICA))

LOGISTIC = Landscape(
    key="logistic",
    title="Classes that overlap",
    family="Losses made of data",
    also=("logistic regression", "iris", "classification", "sigmoid", "cross-entropy", "log loss", "Fisher"),
    lesson="Kinds that overlap hold the weights back: there is a minimum, and no slope so steep that α must be small.",
    formula="softplus(-v*(x*u + y))",
    model="2*sigmoid(x*u + y) - 1",
    axes=("w", "b"),
    data=split(FLOWERS),
    split=split_classes,
    prepare=classify,
    window=((-2.0, 10.0), (-5.0, 5.0)),
    start=(-1.5, -4.5),
    learning_rate=20.0,
    minima=((6.505991548549947, 0.43044758010654377),),
    source="R. A. Fisher, Annals of Eugenics 7 (1936) 179-188; UCI Iris, doi:10.24432/C56C76, CC BY 4.0",
)
