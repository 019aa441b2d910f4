"""Visits made from a seed: valid ones, ones that break exactly one rule, partial records."""
