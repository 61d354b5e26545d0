"""What a file is by its content, whatever its name says. Pure: bytes in, a kind out.

Pictures are read chunk by chunk here and not with Pillow: its `verify` does not look into a JPEG, and lets pass what
follows the end of a PNG. What is given out from our address must be a picture to its last byte and hide nothing.
"""

import struct

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/plain": ".txt"}
NAMES = {".pdf": "PDF", ".png": "PNG image", ".jpg": "JPEG image", ".txt": "plain text"}

_PNG = b"\x89PNG\r\n\x1a\n"
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")


def kind_of(data: bytes) -> str | None:
    """Return what a file is by its content, or None where it is nothing that is kept."""
    if data.startswith(b"%PDF-"):
        return "application/pdf" if b"%%EOF" in data[-2048:] else None
    if data.startswith(_PNG):
        return "image/png" if _is_png(data) else None
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg" if _is_jpeg(data) else None
    return "text/plain" if _is_text(data) else None


def _is_png(data: bytes) -> bool:
    """Tell whether the chunks of a PNG follow one another to the end, from IHDR to IEND and no further."""
    at, names = len(_PNG), []
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        names.append(name)
        if name == b"IHDR" and (length != 13 or 0 in struct.unpack(">II", data[at + 8 : at + 16])):
            return False
        at += 12 + length
        if name == b"IEND":
            break
    return at == len(data) and len(names) > 2 and names[0] == b"IHDR" and b"IDAT" in names and names[-1] == b"IEND"


def _is_jpeg(data: bytes) -> bool:
    """Tell whether the segments of a JPEG follow one another to a frame and a scan, and an end closes it."""
    at, framed = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xFF:
            at += 1
            continue
        framed = framed or (0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC))
        if mark == 0xDA:
            return framed and data.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
        if length < 2:
            return False
        at += 2 + length
    return False


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any((ord(sign) < 32 and sign not in "\t\n\r") or ord(sign) == 127 for sign in text):
        return False
    return not text.lstrip().lower().encode()[:20].startswith(_MARKUP)
