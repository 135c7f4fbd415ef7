"""The policies of Lending Desk, in the order in which the platform applies them."""

from __future__ import annotations

from ._runtime.policies.draft import Connection, InBody, InItem, Query
from ._runtime.policies.headers import SetHeader, SetQuery
from ._runtime.policies.host import HostUrl
from ._runtime.policies.policies import Policies
from ._runtime.policies.reshaping import SetProperty, StringReplace, StringToArray
from ._runtime.policies.route import Route

POLICIES = Policies(
    (
        HostUrl(("https://", Connection("host")), base_path="/lending/v2"),
        SetHeader("Authorization", ("Bearer ", Connection("api_key"))),
        SetHeader(
            "X-Team",
            Connection("team", "desk"),
            exists="skip",
            operations=("Lend", "EndLoan"),
        ),
        SetQuery("format", "full", operations=("ListLoans",)),
        Route(
            {
                "@query group": Query("group"),
                "@connection team or desk": Connection("team", "desk"),
            },
        ),
        SetProperty(parent=(), property=("@kind",), value="loan", operations=("Lend",)),
        StringToArray(
            parent=(),
            property=("readers",),
            target=InBody(("readers",)),
            delimiters=";",
            child="card",
            operations=("Lend",),
        ),
        StringReplace(
            parent=("loans",),
            property=("url",),
            target=InItem(("id",)),
            old="https://library.example/loans/",
            new="",
            section="response",
            operations=("ListLoans",),
        ),
    )
)
