"""Addresses that a document may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cwgdraft.language.phrases import TOKEN

SCHEMES = ("http", "https", "mailto")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](?:[/?#][\w!#$%&'()*+,./:;=?@~-]*)?", re.ASCII | re.I)
LINK_HELP = "link to an http, https or mailto address"


def is_safe_link(address: str) -> bool:
    """Return whether a document may link to `address`: http, https and mailto only.

    The address of a phrase may be a token for one that the records hold; it is looked at again when it is filled in.
    """
    if _PLAIN.fullmatch(address) or TOKEN.fullmatch(address):
        return True
    if re.search(r"[\s<>\"\\\x00-\x1f]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or (parts.scheme == "mailto" and parts.path))
