"""Names that mean a device on Windows."""

from __future__ import annotations

import re

_DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.I)


def is_device(name: str) -> bool:
    """Return whether Windows has no file or folder of a name, because it means a device.

    A suffix makes no difference: `aux.py` is `aux`.
    """
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None
