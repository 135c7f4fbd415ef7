"""The code blocks of the generated README."""

from __future__ import annotations

from markdown_it import MarkdownIt
from published import OUTPUT


def snippets(language: str) -> list[str]:
    """The blocks of a language, as written."""
    text = (OUTPUT / "python" / "README.md").read_text("utf-8")
    return [
        token.content
        for token in MarkdownIt("commonmark").parse(text)
        if token.type == "fence" and token.info == language
    ]
