"""What may be read in two ways: the question, with both readings written out."""

from formulas.algebra import FormulaError
from formulas.calls import CALLS
from formulas.cursor import Cursor
from formulas.hints import offer, offer_equivalent, operand


class Questions(Cursor):
    """A cursor that asks where a sign is missing; it reads on for what belongs to the question."""

    def power(self, nested: bool = False):
        raise NotImplementedError

    def rest(self) -> list[str]:
        """The operands that follow without a sign, as they were typed."""
        operands = []
        while self.is_operand:
            start = self.index
            self.power(nested=True)
            operands.append(self.typed(start))
        return operands

    def ask_divisor(self, start: int, slash: int) -> FormulaError:
        """Of 1/2x."""
        above, first = self.typed(start, slash), self.typed(slash + 1)
        position, rest = self.tokens[slash + 1].position, "*".join(self.rest())
        lead = f"Is {first} alone the divisor, or the product after it? Write the brackets and the * sign"
        lead = lead if len(first) <= 20 else "What is the divisor? Write the brackets and the * sign"
        return offer(lead, position, (f"({above}/{first})*{rest}", f"{above}/({first}*{rest})"))

    def ask_root(self, start: int, caret: int) -> FormulaError:
        """Of x^1/2."""
        exponent, below = self.typed(caret + 1), self.ahead(1)
        lead = "Does the exponent end before the division sign?"
        if below.kind not in ("number", "name") or below.text in CALLS:
            return FormulaError(lead, self.here.position)
        before, divisor = self.typed(start, caret), self.text[below.position : below.end]
        readings = (f"{before}^({exponent}/{divisor})", f"({before}^{exponent})/{divisor}")
        return offer(lead, self.here.position, readings)

    def weigh_exponent(self, start: int, caret: int):
        """Ask where an exponent ends, unless x^2y or e^(2)x leave no doubt."""
        first, follower = caret + 1, self.here
        base = self.tokens[start:caret]
        if self.is_one_bracket(first, self.index):
            return
        alone = len(base) == 1
        if self.index == first + 1 and self.last.kind == "number":
            fixed = alone and (base[0].kind == "number" or base[0].text in ("e", "pi"))
            repeated = alone and base[0].text == follower.text and not follower.loose
            if not fixed and not repeated:
                return
        if follower.loose and follower.kind == "name" and follower.text in CALLS:
            return
        lead, position = "Does the exponent end here, where a sign is missing?", follower.position
        written, exponent = self.typed(start, caret), self.typed(first)
        rest = "*".join(self.rest())
        error = offer(lead, position, (f"{written}^({exponent}*{rest})", f"{written}^{exponent}*{rest}"))
        raise self.in_place(error, start, self.index)

    def refused(self, error: FormulaError) -> FormulaError:
        """What is said of the name before, where it stands: of 1/ax, e^ax and sinx^2 as of 1/2x, e^2x and sin x^2."""
        place = self.index - 2
        while place > 0 and self.tokens[place].is_sign("+", "-"):
            place -= 1
        before, product = self.tokens[max(place, 0)], error.instead[0] if error.instead else ""
        if product and before.text in CALLS:
            return FormulaError(f"Write the argument of {before.text} in brackets", before.position)
        if operand(product) != product and before.is_sign("/", "^"):
            return FormulaError(f"{error.lead}. Is all of it meant?", error.position, (operand(product), product))
        powered = self.here.is_sign("^") or self.here.kind == "superscript"
        if powered and operand(product) == product:
            return FormulaError(error.lead, error.position)
        return error

    def refuse_number(self, start: int) -> FormulaError:
        """Of x 2 and x2, where the number follows."""
        before, number = self.typed(start), self.here
        if self.last.kind == "number":
            return FormulaError("A sign such as * is missing between two numbers", number.position)
        plain = start == self.index - 1 or self.is_one_bracket(start, self.index)
        readings = (f"{before}*{number.text}", f"{before}^{number.text}") if plain else ()
        return offer("A sign such as * is missing before this number", number.position, readings)

    def refuse_remainder(self, start: int) -> FormulaError:
        """Of x % 2."""
        dividend, position = self.typed(start), self.here.position
        self.index += 1
        begin = self.index
        self.power(nested=True)
        parts = [] if self.is_operand else [dividend, self.typed(begin)]
        return self.in_place(offer_equivalent("mod", parts, position), start, self.index)

    def ask_index(self, name: str, position: int) -> FormulaError:
        """Of x(2): a product, or the second number of x?"""
        number = self.ahead(1).text
        if not number.isdigit():
            return offer(f"Is {name} a function of {number}, or a factor?", position, (f"{name}*{number}",))
        other = {"1": "x", "2": "y"}.get(number) if name == "x" else None
        readings = (f"{name}*{number}", *([other] if other else []))
        return offer(f"Is {name}({number}) a product, or number {number} of a list?", position, readings)
