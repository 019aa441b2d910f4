"""A rulebook made ready for checking: which event steps which rule, and how a verdict is explained."""
