"""Rules on script.csx."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import texts
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.csharp import code
from connectorsmith.lint.words.wording import show

_CLASS = re.compile(
    r"\bpublic\s+(?:\w+\s+){0,3}class\s+Script\s*:\s*(?:\w+\.)*ScriptBase\b"
)
_METHOD = re.compile(r"\bExecuteAsync\s*\(")
_CLIENT = re.compile(
    r"\bnew\s+(?:System\.Net\.Http\.)?HttpClient\s*[({]"
    r"|\bHttpClient\s+\w+\s*=\s*new\s*\("
)
_USING = re.compile(r"\s*(?:global\s+)?using\s+([A-Za-z_][\w.]*)\s*;")
_MAX_BYTES = 2**20
"""Bytes of the script; the platform refuses more."""
_NAMESPACES = frozenset("""
    Microsoft.Extensions.Logging Newtonsoft.Json Newtonsoft.Json.Linq System
    System.Collections System.Collections.Generic System.Diagnostics System.Drawing
    System.Drawing.Drawing2D System.Drawing.Imaging System.IO System.IO.Compression
    System.Linq System.Net System.Net.Http System.Net.Http.Headers System.Net.Security
    System.Security.Authentication System.Security.Cryptography System.Text
    System.Text.RegularExpressions System.Threading System.Threading.Tasks System.Web
    System.Xml System.Xml.Linq
    """.split())


def _code(script: Node) -> str:
    return code(texts(script.get("lines")))


@rule(
    "PP232",
    "script-has-script-class",
    Severity.ERROR,
    on=Kind.SCRIPT,
    bad="""
    public class Shelf : ScriptBase {}  // # <- here
    """,
    good="""
    public class Script : ScriptBase
    {
        public override async Task<HttpResponseMessage> ExecuteAsync() => null;
    }
    """,
)
def script_has_script_class(script: Node) -> Problems:
    """script.csx has `public class Script : ScriptBase` with `ExecuteAsync`.

    Why: the platform calls this method; it refuses a script without it.
    Fix: Put the code into the method ExecuteAsync of a class Script that extends
        ScriptBase.
    See: write-code
    """
    text = _code(script)
    if not _CLASS.search(text):
        yield Problem(
            "The script must have a public class Script that extends ScriptBase."
        )
    elif not _METHOD.search(text):
        yield Problem("The class Script must have a method ExecuteAsync.")


@rule(
    "PP233",
    "script-creates-no-http-client",
    Severity.WARNING,
    on=Kind.SCRIPT,
    bad="""
    // Not new HttpClient() but Context.SendAsync.
    var client = new HttpClient();  // # <- here
    """,
    good="""
    var answer = await this.Context.SendAsync(request, this.CancellationToken);
    """,
)
def script_creates_no_http_client(script: Node) -> Problems:
    """script.csx creates no `HttpClient`.

    Why: only requests by Context.SendAsync have the connection's credentials and policies;
        certification refuses others.
    Fix: Send the request with this.Context.SendAsync.
    See: write-code
    """
    for index, line in enumerate(_code(script).split("\n")):
        if _CLIENT.search(line):
            message = "The script must not create an HttpClient."
            yield Problem(message, "lines", index)


@rule(
    "PP234",
    "script-is-at-most-1-mb",
    Severity.ERROR,
    on=Kind.SCRIPT,
    bad="""
    {bytes: 1048577}  # <- here
    """,
    good="""
    {bytes: 1048576}
    """,
)
def script_is_at_most_1_mb(script: Node) -> Problems:
    """script.csx has at most 1 MB.

    Why: the platform refuses a larger one. It also has to end within 5 seconds.
    Fix: Move the work into the API.
    See: write-code
    """
    size = script.get("bytes")
    if isinstance(size, int) and size > _MAX_BYTES:
        yield Problem(
            f"script.csx must have at most {_MAX_BYTES:,} bytes, not {size:,}."
        )


@rule(
    "PP235",
    "script-namespace-is-supported",
    Severity.WARNING,
    on=Kind.SCRIPT,
    bad="""
    using System.Linq;
    using System.Net.Sockets;  // # <- here
    """,
    good="""
    using System.Linq;
    using static System.Math;
    using Stack = System.Collections.Generic.Stack<int>;
    """,
)
def script_namespace_is_supported(script: Node) -> Problems:
    """script.csx uses only the 26 namespaces that the platform supports.

    Why: the documentation says that the platform compiles no script with another
        namespace. Some published scripts name one that they do not need.
    Fix: Remove the using directive; Microsoft's documentation lists the supported
        namespaces.
    See: write-code
    """
    for index, line in enumerate(_code(script).split("\n")):
        using = _USING.match(line)
        if using and using[1] not in _NAMESPACES:
            message = f"The namespace {show(using[1])} is not supported."
            yield Problem(message, "lines", index)
