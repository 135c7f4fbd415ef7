"""Everything that a call can raise, below one root. Importing this costs neither httpx2 nor pydantic.

No message, repr or pickle holds a credential: requests are kept as they may be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2


class ConnectorError(Exception):
    """The root of every error of this package."""

    operation: str | None
    """The `operationId` on the wire; `None` where no operation was called yet."""

    def __init__(self, message: str, *, operation: str | None = None) -> None:
        super().__init__(message)
        self.operation = operation

    def __init_subclass__(cls) -> None:
        # A traceback shows where people import it from.
        super().__init_subclass__()
        package, runtime, _ = cls.__module__.partition("._runtime.")
        if runtime:
            cls.__module__ = f"{package}.errors"

    def __reduce__(self) -> tuple[Any, ...]:
        # The default would call the class with the message alone.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[ConnectorError], args: tuple[Any, ...], state: dict[str, Any]
) -> ConnectorError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class MissingArgumentError(ConnectorError):
    """A client was made without a value that it needs."""

    argument: str
    """The argument of the client that was not given."""
    environment: str | None
    """The environment variable that was looked at as well."""
    _what = "value"

    def __init__(
        self, argument: str, environment: str | None = None, example: str = "..."
    ) -> None:
        also = f" or set {environment}" if environment else ""
        super().__init__(f"no {self._what}: pass {argument}={example}{also}")
        self.argument = argument
        self.environment = environment


class MissingCredentialError(MissingArgumentError):
    """A client was made without a credential that it needs."""

    _what = "credential"


class ForeignLinkError(ConnectorError):
    """The server named a URL on another origin, as a next page or the like. It was not followed: it would have got the credential."""

    origin: str
    """Where the link leads: scheme, host and port."""

    def __init__(self, message: str, *, operation: str, origin: str) -> None:
        super().__init__(message, operation=operation)
        self.origin = origin


class NetworkError(ConnectorError):
    """No answer: the server was not reached, or the connection broke. `__cause__` is the error of httpx2."""

    request: httpx2.Request
    """What was sent, with credentials masked."""

    def __init__(
        self, message: str, *, operation: str, request: httpx2.Request
    ) -> None:
        super().__init__(message, operation=operation)
        self.request = request


class NetworkTimeoutError(NetworkError):
    """No answer within the time that the call allows."""


class StatusError(ConnectorError):
    """The server answered with a status that is no success."""

    request: httpx2.Request
    """What was sent, with credentials masked."""
    response: httpx2.Response
    """The answer as it came."""
    status: int
    """The HTTP status code."""
    body: Any
    """The declared error body where the answer has its shape, else the JSON, else the text; `None` if empty."""
    request_id: str | None
    """What the server calls this request in its own logs, where it says so."""

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        request: httpx2.Request,
        response: httpx2.Response,
        body: Any = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation)
        self.request = request
        self.response = response
        self.status = response.status_code
        self.body = body
        self.request_id = request_id


class BadRequestError(StatusError):
    """400: the server could not make sense of the request."""


class UnauthorizedError(StatusError):
    """401: the credential is missing, wrong or has expired."""


class ForbiddenError(StatusError):
    """403: the credential does not allow this."""


class NotFoundError(StatusError):
    """404: there is no such thing."""


class ConflictError(StatusError):
    """409: the request does not fit the present state."""


class UnprocessableError(StatusError):
    """422: understood, and refused."""


class RateLimitError(StatusError):
    """429: too many calls, still after the retries that the client allows."""

    retry_after: float | None = None
    """Seconds that the server asks to wait; `None` where it does not say."""


class ServerError(StatusError):
    """500 to 599: the server failed."""


class DecodeError(ConnectorError):
    """The answer has another shape than the definition declares."""

    request: httpx2.Request
    """What was sent, with credentials masked."""
    response: httpx2.Response | None
    """The answer as it came; `None` where its body could not even be unpacked."""
    status: int | None
    """The HTTP status code, where there is an answer."""
    where: str
    """The first place that does not fit, such as `results[3].createdAt`; empty for the whole body."""

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        request: httpx2.Request,
        response: httpx2.Response | None = None,
        where: str = "",
    ) -> None:
        super().__init__(message, operation=operation)
        self.request = request
        self.response = response
        self.status = None if response is None else response.status_code
        self.where = where


_BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableError,
    429: RateLimitError,
}


def class_for(status: int) -> type[StatusError]:
    """The class that is raised for a status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else StatusError)
