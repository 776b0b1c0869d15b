"""HTML elements, made so that text stays text."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+\Z", re.IGNORECASE)


def escaped(text: str) -> Markup:
    """Return a text as HTML; what is HTML stays as it is. Signs that HTML can't hold become U+FFFD."""
    if isinstance(text, Markup):
        return text
    if "\r" in text:
        return Markup("&#13;").join(escaped(part) for part in text.split("\r"))
    return escape(_NOT_IN_HTML.sub("\ufffd", text))


def element(name: str, *content: str, **attributes: str | int | bool | None) -> Markup:
    """Return an element with its content; an attribute that is None or False is left out.

    `class_` is the attribute `class`, `data_n` is `data-n`.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        parts.append(f" {attribute}" if value is True else f' {attribute}="{escaped(str(value))}"')
    parts.append(">")
    parts.extend(escaped(one) for one in content)
    parts.append(f"</{name}>")
    return Markup("".join(parts))  # noqa: S704 - every part is escaped above


def together(*content: str) -> Markup:
    """Return several pieces of HTML or text as one piece of HTML."""
    return Markup("").join([escaped(one) for one in content])


def is_safe_link(address: str | None) -> bool:
    """Return whether an address may be followed from the page: http, https and mailto alone."""
    return bool(address and _SAFE_LINK.match(address))
