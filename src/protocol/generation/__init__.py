"""Visits that are generated from a seed: valid ones, faulty ones, visits under way, partial records.

Orders of steps are drawn from the automata of a rulebook, values from small tables. The same seed gives the same visit
on every machine.
"""

from protocol.generation.breaches import breach
from protocol.generation.leading import Leader
from protocol.generation.variations import NearMiss, near_miss, partial_record, prefix, programme
from protocol.generation.visits import ANY, Wanted, any_stream, valid_visit

__all__ = [
    "ANY",
    "Leader",
    "NearMiss",
    "Wanted",
    "any_stream",
    "breach",
    "near_miss",
    "partial_record",
    "prefix",
    "programme",
    "valid_visit",
]
