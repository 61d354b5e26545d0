"""The elements that our pictures are made of, as a tree: escaped by construction, the same tree always the same bytes.

Only presentation attributes are used: our own policy would block a style when a picture is opened by itself.
"""

from xml.etree.ElementTree import Element, SubElement

from tracker.formats.images.typeface import FAMILY, PLAIN

Point = tuple[float, float]


def trimmed(value: float) -> str:
    """Write a number of pixels as briefly as it can be: two digits after the point at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def picture(width: int, height: int, family: str = FAMILY) -> Element:
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(width), height=str(height))
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("font-family", family)
    return root


def add_box(onto: Element, at: Point, width: float, height: float, color: str) -> None:
    """Add a filled box from its upper left corner."""
    x, y = at
    SubElement(
        onto, "path", d=f"M{trimmed(x)} {trimmed(y)}h{trimmed(width)}v{trimmed(height)}h-{trimmed(width)}Z", fill=color
    )


def add_text(onto: Element, at: Point, text: str, size: float, color: str, weight: int = PLAIN) -> Element:
    made = SubElement(onto, "text", x=trimmed(at[0]), y=trimmed(at[1]), fill=color, stroke="none")
    made.set("font-size", trimmed(size))
    made.set("font-weight", str(weight))
    made.text = text
    return made
