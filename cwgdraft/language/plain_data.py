"""Read plain data (mappings, lists, words) and say which key is wrong when its shape is not the expected one."""

from __future__ import annotations

from collections.abc import Mapping


def mapping_at(data: Mapping[str, object], key: str, where: str = "") -> Mapping[str, object]:
    """Return the mapping that stands under `key`; raise ValueError naming the key otherwise."""
    value = _value(data, key, where)
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise ValueError(f"'{_path(where, key)}' must be a mapping of words")
    return value


def words_at(data: Mapping[str, object], key: str, where: str = "") -> tuple[str, ...]:
    """Return the list of words that stands under `key`; raise ValueError naming the key otherwise."""
    return as_words(_value(data, key, where), _path(where, key))


def word_at(data: Mapping[str, object], key: str, where: str = "") -> str:
    """Return the word that stands under `key`; raise ValueError naming the key otherwise."""
    value = _value(data, key, where)
    if not isinstance(value, str) or not value:
        raise ValueError(f"'{_path(where, key)}' must be a word")
    return value


def numbers_at(data: Mapping[str, object], key: str, where: str = "") -> dict[str, int]:
    """Return the mapping of words to whole numbers under `key`; raise ValueError naming the key otherwise."""
    numbers: dict[str, int] = {}
    for name, value in mapping_at(data, key, where).items():
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"'{_path(where, key)}.{name}' must be a whole number")
        numbers[name] = value
    return numbers


def list_at(data: Mapping[str, object], key: str, where: str = "") -> tuple[object, ...]:
    """Return the list that stands under `key`; raise ValueError naming the key otherwise."""
    value = _value(data, key, where)
    if not isinstance(value, (list, tuple)) or not value:
        raise ValueError(f"'{_path(where, key)}' must be a list")
    return tuple(value)


def as_words(value: object, path: str) -> tuple[str, ...]:
    """Return `value` as a tuple of words; raise ValueError naming `path` when it is no list of words."""
    if not isinstance(value, (list, tuple)) or not value or not all(isinstance(word, str) and word for word in value):
        raise ValueError(f"'{path}' must be a list of words")
    return tuple(value)


def _value(data: Mapping[str, object], key: str, where: str) -> object:
    if key not in data:
        raise ValueError(f"'{_path(where, key)}' is missing")
    return data[key]


def _path(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
