"""What is read of LaTeX: the commands that stand for a sign, a name or a construction of the formula language."""

OPERATOR = r"\\(?:operatorname|mathrm|mathop|text|textrm|mathit|mathbf)\*?\s*\{\s*(?P<operated>[A-Za-z0-9]+)\s*\}"

# What each stands for: kind and text of a token. Nothing at all: they only move or size what stands beside them.
COMMANDS = {
    **dict.fromkeys(("cdot", "times", "ast"), ("sign", "*")),
    "div": ("sign", "/"),
    "pi": ("name", "pi"),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), ("command", "frac")),
    "sqrt": ("name", "sqrt"),
    "lvert": ("bar", "("),
    "rvert": ("bar", ")"),
    **dict.fromkeys(("vert", "mid"), ("sign", "|")),
    "{": ("sign", "{"),
    "}": ("sign", "}"),
    "lbrace": ("sign", "{"),
    "rbrace": ("sign", "}"),
    "lbrack": ("sign", "["),
    "rbrack": ("sign", "]"),
    "lfloor": ("sign", "⌊"),
    "rfloor": ("sign", "⌋"),
    "lceil": ("sign", "⌈"),
    "rceil": ("sign", "⌉"),
    **dict.fromkeys(("le", "leq", "leqslant"), ("sign", "<=")),
    **dict.fromkeys(("ge", "geq", "geqslant"), ("sign", ">=")),
    **dict.fromkeys(("ne", "neq"), ("sign", "!=")),
    "lt": ("sign", "<"),
    "gt": ("sign", ">"),
    **dict.fromkeys(("land", "wedge"), ("name", "and")),
    **dict.fromkeys(("lor", "vee"), ("name", "or")),
    **dict.fromkeys(("left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"), ("", "")),
    **dict.fromkeys(("limits", "displaystyle", "textstyle", "thinspace"), ("", "")),
    **dict.fromkeys(("to", "mapsto", "rightarrow"), ("sign", "->")),
}
UNREAD_COMMANDS = {
    "begin": "Write one formula, and a choice of formulas as if(x < 0, -x, x^2)",
    **dict.fromkeys(("sum", "prod"), "There are no sums or products over an index: write out each term"),
    **dict.fromkeys(("int", "iint", "partial", "nabla", "lim"), "Limits, integrals and derivatives are not read"),
    "infty": "There is no infinity here: write a number",
    "pm": "± stands for two values: write + or -",
    "%": "There is no % sign; write a decimal number such as 0.05",
    "\\": "Write one formula, on one line",
    **dict.fromkeys(
        ("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu"),
        "Greek letters other than π are not read: write a plain letter such as a",
    ),
    **dict.fromkeys(
        ("nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Sigma"),
        "Greek letters other than π are not read: write a plain letter such as a",
    ),
}
