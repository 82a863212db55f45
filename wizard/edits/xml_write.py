"""Elements, attributes and texts as they are written into an XML document."""

from __future__ import annotations

from .xml_elements import Element, text_of


def escaped(text: str) -> str:
    """Text for between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute_value(value: str, quote: str = '"') -> str:
    """A value with its quotes; a parser would make a blank of a line break or tab that is not referred to."""
    kept = escaped(value).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return quote + kept.replace(quote, "&quot;" if quote == '"' else "&apos;") + quote


def written(element: Element, source: str, prefix: str, indent: str, step: str, break_: str) -> str:
    """An element of `source` as text, in the namespace that `prefix` stands for, its children on lines of their own.

    The first line is not indented.
    """
    name = element.name if element.prefix else prefix + element.name
    head = "".join(f" {one}={attribute_value(value)}" for one, value in element.attributes.items())
    if element.children:
        inner = "".join(
            f"{break_}{indent}{step}{written(child, source, prefix, indent + step, step, break_)}"
            for child in element.children
        )
        return f"<{name}{head}>{inner}{break_}{indent}</{name}>"
    text = escaped(text_of(source, element))
    return f"<{name}{head}>{text}</{name}>" if text else f"<{name}{head}/>"
