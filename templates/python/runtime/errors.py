"""The errors that a call can raise, all with one base class. Importing them loads neither httpx2 nor pydantic.

No message, repr or pickle holds a credential: it is masked in the requests that errors keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2


class ConnectorError(Exception):
    """The base class of all errors of this package."""

    operation: str | None
    """The `operationId` in the definition; `None` if no operation has been called yet."""

    def __init__(self, message: str, *, operation: str | None = None) -> None:
        super().__init__(message)
        self.operation = operation

    def __init_subclass__(cls) -> None:
        # Tracebacks show the module that users import the class from.
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
    """A client lacks a required value."""

    argument: str
    """The name of the missing argument of the client."""
    environment: str | None
    """The environment variable that could set it instead; `None` if there is none."""
    missing: tuple[tuple[str, str | None], ...]
    """All arguments that are missing together, with their environment variables."""

    def __init__(
        self, argument: str, environment: str | None = None, example: str = "..."
    ) -> None:
        also = f" or set {environment}" if environment else ""
        super().__init__(f"{argument} must be given: pass {argument}={example}{also}")
        self.argument = argument
        self.environment = environment
        self.missing = ((argument, environment),)


class MissingCredentialError(MissingArgumentError):
    """A client lacks a required credential: it was created without, or an operation requires it."""


class ForeignLinkError(ConnectorError):
    """A link of the server to another origin. It was not followed: that would have sent the credential there."""

    origin: str
    """The origin of the link: scheme, host and port."""

    def __init__(self, message: str, *, operation: str, origin: str) -> None:
        super().__init__(message, operation=operation)
        self.origin = origin


class NetworkError(ConnectorError):
    """No response: the server was not reached, or the connection broke. `__cause__` is the error of httpx2."""

    request: httpx2.Request
    """The request, with credentials masked."""

    def __init__(
        self, message: str, *, operation: str, request: httpx2.Request
    ) -> None:
        super().__init__(message, operation=operation)
        self.request = request


class NetworkTimeoutError(NetworkError):
    """No response within the timeout of the call."""


class ClosedClientError(ConnectorError):
    """A call of a client that has been closed."""


class InvalidRequestError(ConnectorError, ValueError):
    """A request that cannot be sent, such as one with a URL that is too long, or a header that HTTP forbids."""


class StatusError(ConnectorError):
    """A response with a status other than success."""

    request: httpx2.Request
    """The request, with credentials masked."""
    response: httpx2.Response
    """The response, unchanged; a body that is too large is cut."""
    status: int
    """The HTTP status code."""
    body: Any
    """The body: as the declared error type if it fits, else as JSON, else as text; `None` if empty."""
    request_id: str | None
    """The server's id of this request, from a header such as `x-ms-request-id`; `None` if it sent none."""

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
    """400: the server does not understand the request."""


class UnauthorizedError(StatusError):
    """401: the credential is missing, wrong or has expired."""


class ForbiddenError(StatusError):
    """403: the credential does not allow this."""


class NotFoundError(StatusError):
    """404: the resource does not exist."""


class ConflictError(StatusError):
    """409: the request conflicts with the state of the resource."""


class UnprocessableError(StatusError):
    """422: the server understands the request, but the values are invalid."""


class RateLimitError(StatusError):
    """429: too many requests, after all retries that the client allows."""

    retry_after: float | None = None
    """Seconds that the server asks to wait; `None` if it does not say."""


class ServerError(StatusError):
    """500 to 599: the server failed."""


class DecodeError(ConnectorError):
    """A response whose body differs from its declared type, is cut short, or is too large."""

    request: httpx2.Request
    """The request, with credentials masked."""
    response: httpx2.Response | None
    """The response, unchanged; `None` if its body could not be read."""
    status: int | None
    """The HTTP status code; `None` without a response."""
    where: str
    """The path of the first value that does not fit, such as `results[3].createdAt`; empty for the whole body."""

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
    """Return the class of the error for a status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else StatusError)
