"""What Lending Desk sends and takes.

Unknown properties of an answer are kept, in `model_extra`; a value outside of a
list of known ones is accepted. A field that an answer left out is None.
"""

from ._runtime.decode.model import Model


class LendRequest(Model):
    """The body of Lend."""

    book: str
    readers: str | None = None
    """Card numbers with a semicolon between them."""


class Loan(Model):
    """`loans` in the answer of ListLoans."""

    id: str | None = None
    url: str | None = None


class LoansResponse(Model):
    """The answer of ListLoans."""

    loans: list[Loan] | None = None
