"""The names of the runtime that generated code can use, by module: the only table of these."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.render.code import Code, Need

_NAMES = {
    "arguments": (
        "find_secret find_text joined need_password need_secret need_text "
        "need_text_unless present url_part"
    ),
    "auth": "ApiKey Basic Secret either",
    "bodies": "Bytes Content File Form Json Multipart either_way need_file",
    "choices": "AsyncLookups Choice ChoicePlaces Lookups with_query",
    "client": "AsyncClient SyncClient",
    "connections": "Connected connected hide",
    "constants": "filled",
    "deprecation": "deprecated",
    "encode": "Multi Pipes Ssv Tsv listed path twice",
    "lazy": "lazy lazy_methods",
    "oauth": "AsyncToken Token TokenEndpoint bearer",
    "operation": "Operation",
    "pager": "AsyncPager Pager",
    "paging": "Cursor NextLink Offset PageNumber",
    "policies": (
        "Connection Header HostUrl InBody InItem Policies Query Route SetHeader SetQuery"
    ),
    "poller": "AsyncPoller Poller async_poller poller",
    "polling": "Polling",
    "reshaping": (
        "ArrayToObject EncodeValue ObjectToArray SetProperty StringReplace StringToArray"
    ),
    "resource": "AsyncResource Resource",
    "retry": "Retry",
    "settings": "CallOptions Settings Timeout",
    "throttle": "Throttle",
    "unset": "UNSET Unset given",
    "webhooks": "BatchWebhook Subscription Webhook calling_back subscribed",
}

MODULES: Mapping[str, str] = {
    name: module for module, names in _NAMES.items() for name in names.split()
}
"""The module below `_runtime` of each name."""


def runtime(name: str, *, alias: str = "", typing: bool = False) -> Code:
    """Name something of the runtime, in code that needs it.

    `typing` is for what annotations alone need.
    """
    module = f"._runtime.{MODULES[name]}"
    return Code(alias or name, [Need(module, name, alias, typing)])
