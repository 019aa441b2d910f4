"""Renderers: neutral pages as text, Markdown, JSON, HTML, CSV, calendars and Word documents."""

from protocol.render.rendering import FORMATS, render
from protocol.reports import Format, TextFormat

__all__ = ["FORMATS", "Format", "TextFormat", "render"]
