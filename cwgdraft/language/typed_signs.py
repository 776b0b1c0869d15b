"""The signs that Word types for people where plain ones are meant, and the plain ones: in tags only these are read."""

from __future__ import annotations

from collections.abc import Mapping

CURLY: Mapping[str, str] = dict.fromkeys("\u2018\u2019", "'") | dict.fromkeys("\u201c\u201d", '"')
"""Curly quotation marks, which docxtpl turns into plain ones by itself; Jinja doesn't."""
QUOTES: Mapping[str, str] = dict.fromkeys("«»„‟‹›″", '"') | dict.fromkeys("‚‛′´`", "'")
"""Quotation marks of other languages and keyboards."""
DASHES: Mapping[str, str] = dict.fromkeys("–—−‐‑", "-")
SPACES: Mapping[str, str] = dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2008\u3000", " ")
UNSEEN: Mapping[str, str] = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
"""Signs without any width."""
