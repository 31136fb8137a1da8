"""The formula language: a text in x and y becomes a loss with exact gradient, exact Hessian and LaTeX."""

from formulas.formula import Formula, FormulaError, column_vector, letters, parse

__all__ = ["Formula", "FormulaError", "column_vector", "letters", "parse"]
