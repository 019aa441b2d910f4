"""Renderers: neutral pages as plain text, Markdown and JSON."""

from protocol.render.rendering import Format, render

__all__ = ["Format", "render"]
