"""Many small cases in one test. A test of its own costs milliseconds in every process: more than such a case does."""

from collections.abc import Callable, Iterable


def each(cases: Iterable):
    """As `parametrize`, for cases that are quick and need no fixture: `@each(FILES)`; a tuple is several arguments.

    All cases are tried; those that fail are named.
    """

    cases = list(cases)
    assert cases

    def gathered(check: Callable):
        def test():
            failures = []
            for case in cases:
                try:
                    check(*case) if isinstance(case, tuple) else check(case)
                except Exception as error:
                    error.add_note(f"the case: {case}")
                    failures.append(error)
            if failures:
                raise ExceptionGroup(f"{len(failures)} cases fail", failures)

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return gathered
