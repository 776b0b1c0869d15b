"""Signs of Word's symbol fonts, as the characters that other programs know.

Symbol, Wingdings and Webdings have their signs at U+F020 to U+F0FF, in Unicode's area for private use.
"""

from __future__ import annotations

from collections.abc import Mapping

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL: Mapping[int, str] = {
    **{0x41 + i: letter for i, letter in enumerate(_GREEK)},
    **{0x61 + i: letter for i, letter in enumerate(_SMALL)},
    0x22: "∀", 0x24: "∃", 0x2D: "–", 0x40: "≅", 0x5E: "⊥", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDE: "⇒",
    0xE0: "◊", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS: Mapping[int, str] = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_BULLETS: Mapping[int, str] = {**_SYMBOL, **_WINGDINGS, 0xB7: "•", 0x2D: "–", 0xA8: "◻"}


def sign(code: int, font: str = "") -> str:
    """Return the character that a sign of a symbol font stands for; what isn't known stays as it is.

    Without a font the signs that bullets use are tried first.
    """
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.casefold()
    if name.startswith("wingdings"):
        known = _WINGDINGS.get(place) if name == "wingdings" else None
    elif name == "symbol":
        known = _SYMBOL.get(place) or (chr(place) if 0x20 <= place < 0x7F else None)
    else:
        known = _BULLETS.get(place) if place != code else None
    if known:
        return known
    return chr(code) if 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF else ""


def shown(text: str, font: str = "") -> str:
    """Return the text of a bullet with its signs from symbol fonts as characters."""
    wingdings = font.casefold().startswith(("wingdings", "symbol"))
    return "".join(sign(ord(c), font) if "\uf000" <= c <= "\uf0ff" or wingdings else c for c in text)
