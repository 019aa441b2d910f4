"""Renderers: neutral pages as text, Markdown, JSON, HTML, CSV, calendars and Word documents."""

from protocol.render.rendering import FORMATS, Format, TextFormat, render

__all__ = ["FORMATS", "Format", "TextFormat", "render"]
