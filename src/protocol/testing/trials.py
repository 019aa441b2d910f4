"""How the checks run properties: with the same examples every time, so that their result never varies."""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings

Property = Callable[[], None]


def trials(many: int) -> Callable[[Property], Property]:
    """Try a property on the same few examples every time, whatever profile is loaded."""
    return settings(
        derandomize=True,
        deadline=None,
        database=None,
        max_examples=many,
        phases=[Phase.generate],  # examples are small, and looking for smaller ones takes a hundred times as long
        suppress_health_check=list(HealthCheck),  # users may call a check inside a property
    )
