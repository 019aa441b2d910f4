"""Checking: streams against rulebooks, at once or while they grow."""

from protocol.validation.checking import admit, check, check_each
from protocol.validation.exercise import Outcome, outcome
from protocol.validation.judging import Judge
from protocol.validation.monitor import Change, Monitor

__all__ = ["Change", "Judge", "Monitor", "Outcome", "admit", "check", "check_each", "outcome"]
