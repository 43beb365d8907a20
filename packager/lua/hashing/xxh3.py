"""XXH3 of 64 and of 128 bits (Collet, version 0.8), unseeded; PHP's xxh3 and xxh128."""

from __future__ import annotations

from packager.lua.hashing.words import M32, M64, rotated, words_of

_SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248e"
    "e03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d"
    "8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc"
    "8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)
"""192 bytes that belong to the algorithm."""
_W1, _W2, _W3 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_P1, _P2, _P3, _P4, _P5 = (
    0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5,
)  # fmt: skip
_MIX1, _MIX2 = 0x165667919E3779F9, 0x9FB21C651E98DF25
_START = (_W3, _P1, _P2, _P3, _P4, _W2, _P5, _W1)
_STRIPE, _BLOCK, _LAST = 64, 1024, len(_SECRET) - 64
_SHORT, _MIDDLE, _LONG = 16, 128, 240
"""Most bytes of the three forms for short messages."""


def _at(data: bytes, start: int, size: int = 8) -> int:
    return int.from_bytes(data[start : start + size], "little")


def _key(start: int, size: int = 8) -> int:
    """Two neighbouring words of the secret as one."""
    return _at(_SECRET, start, size) ^ _at(_SECRET, start + size, size)


def _swapped(word: int, size: int = 8) -> int:
    return int.from_bytes(word.to_bytes(size, "little"), "big")


def _folded(one: int, two: int) -> int:
    """Both halves of a product as one word."""
    product = one * two
    return product & M64 ^ product >> 64


def _settled(word: int) -> int:
    word = (word ^ word >> 37) * _MIX1 & M64
    return word ^ word >> 32


def _settled_twice(word: int) -> int:
    """The ending of XXH64."""
    word = (word ^ word >> 33) * _P2 & M64
    word = (word ^ word >> 29) * _P3 & M64
    return word ^ word >> 32


def _mixed(data: bytes, start: int, key: int) -> int:
    """Sixteen bytes of the message with sixteen of the secret."""
    return _folded(_at(data, start) ^ _at(_SECRET, key), _at(data, start + 8) ^ _at(_SECRET, key + 8))


def _tiny(data: bytes) -> int:
    """One to three bytes and their number as one word."""
    size = len(data)
    return data[0] << 16 | data[size >> 1] << 24 | data[-1] | size << 8


def _lanes(data: bytes) -> list[int]:
    """The eight words that a long message leaves."""
    state, size = list(_START), len(data)

    def take(start: int, key: int) -> None:
        given, secret = words_of(data[start : start + _STRIPE], 8), words_of(_SECRET[key : key + _STRIPE], 8)
        for place, word in enumerate(given):
            keyed = word ^ secret[place]
            state[place ^ 1] = state[place ^ 1] + word & M64
            state[place] = state[place] + (keyed & M32) * (keyed >> 32) & M64

    for number in range((size - 1) // _STRIPE):
        take(number * _STRIPE, number % 16 * 8)
        if number % 16 == 15:
            for place, word in enumerate(state):
                state[place] = (word ^ word >> 47 ^ _at(_SECRET, _LAST + 8 * place)) * _W1 & M64
    take(size - _STRIPE, _LAST - 7)
    return state


def _merged(lanes: list[int], key: int, start: int) -> int:
    for place in range(0, 8, 2):
        one, two = (lanes[place + side] ^ _at(_SECRET, key + 8 * (place + side)) for side in (0, 1))
        start += _folded(one, two)
    return _settled(start & M64)


def _short64(data: bytes) -> int:
    size = len(data)
    if size > 8:
        low, high = _at(data, 0) ^ _key(24), _at(data, size - 8) ^ _key(40)
        return _settled((size + _swapped(low) + high + _folded(low, high)) & M64)
    if size > 3:
        word = (_at(data, size - 4, 4) + (_at(data, 0, 4) << 32)) ^ _key(8)
        word = (word ^ rotated(word, 49, M64) ^ rotated(word, 24, M64)) * _MIX2 & M64
        word = (word ^ (word >> 35) + size) * _MIX2 & M64
        return word ^ word >> 28
    return _settled_twice(_tiny(data) ^ _key(0, 4) if size else _key(56))


def _xxh3(data: bytes) -> int:
    size = len(data)
    total = size * _P1
    if size <= _SHORT:
        return _short64(data)
    if size <= _MIDDLE:
        for place in range((size - 1) // 32 + 1):
            total += _mixed(data, 16 * place, 32 * place) + _mixed(data, size - 16 * place - 16, 32 * place + 16)
        return _settled(total & M64)
    if size <= _LONG:
        total = _settled((total + sum(_mixed(data, start, start) for start in range(0, 128, 16))) & M64)
        total += sum(_mixed(data, start, start - 125) for start in range(128, size - 15, 16))
        return _settled((total + _mixed(data, size - 16, 119)) & M64)
    return _merged(_lanes(data), 11, total)


def _short128(data: bytes) -> tuple[int, int]:
    """Lower and higher half."""
    size = len(data)
    if size > 8:
        last = _at(data, size - 8)
        product = (_at(data, 0) ^ last ^ _key(32)) * _P1
        low, high = (product + (size - 1 << 54)) & M64, product >> 64
        last ^= _key(48)
        high = high + last + (last & M32) * (_W2 - 1) & M64
        product = (low ^ _swapped(high)) * _P2
        return _settled(product & M64), _settled((product >> 64) + high * _P2 & M64)
    if size > 3:
        product = ((_at(data, 0, 4) | _at(data, size - 4, 4) << 32) ^ _key(16)) * (_P1 + (size << 2))
        low = product & M64
        high = (product >> 64) + (low << 1) & M64
        low ^= high >> 3
        low = (low ^ low >> 35) * _MIX2 & M64
        return low ^ low >> 28, _settled(high)
    if size:
        tiny = _tiny(data)
        turned = rotated(_swapped(tiny, 4), 13)
        return _settled_twice(tiny ^ _key(0, 4)), _settled_twice(turned ^ _key(8, 4))
    return _settled_twice(_key(64)), _settled_twice(_key(80))


def _xxh128(data: bytes) -> tuple[int, int]:
    size = len(data)
    low, high = size * _P1 & M64, 0
    if size <= _SHORT:
        return _short128(data)
    if size > _LONG:
        lanes = _lanes(data)
        return _merged(lanes, 11, low), _merged(lanes, _LAST - 11, ~(size * _P2) & M64)

    def take(one: int, two: int, key: int) -> None:
        """Sixteen bytes from each of two places."""
        nonlocal low, high
        low = (low + _mixed(data, one, key) & M64) ^ (_at(data, two) + _at(data, two + 8) & M64)
        high = (high + _mixed(data, two, key + 16) & M64) ^ (_at(data, one) + _at(data, one + 8) & M64)

    if size <= _MIDDLE:
        for place in range((size - 1) // 32, -1, -1):
            take(16 * place, size - 16 * place - 16, 32 * place)
    else:
        for start in range(0, 128, 32):
            take(start, start + 16, start)
        low, high = _settled(low), _settled(high)
        for start in range(128, size - 31, 32):
            take(start, start + 16, start - 125)
        take(size - 16, size - 32, 103)
    both = low * _P1 + high * _P4 + size * _P2 & M64
    return _settled(low + high & M64), -_settled(both) & M64


def xxh3(value: bytes) -> str:
    """Digest of 64 bits in hexadecimal."""
    return f"{_xxh3(value):016x}"


def xxh128(value: bytes) -> str:
    """Digest of 128 bits in hexadecimal."""
    low, high = _xxh128(value)
    return f"{high:016x}{low:016x}"
