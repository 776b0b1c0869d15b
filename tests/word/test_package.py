"""The package of a Word file: parts parsed and packed."""

from __future__ import annotations

from cwgdraft.word.package import pack, parse


def test_entities_stay_closed() -> None:
    root = parse(b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")
    assert root.text is None


def test_packing_sorts_the_parts_and_forgets_the_time() -> None:
    parts = {"b": b"2", "a": b"1", "[Content_Types].xml": b"0"}
    assert pack(parts) == pack(dict(reversed(parts.items())))
