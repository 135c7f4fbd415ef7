"""The rules on the files beside the two documents. A new module needs a line here."""

from connectorsmith.lint.file_rules import folder, icon, package, readme, script

__all__ = ["folder", "icon", "package", "readme", "script"]
