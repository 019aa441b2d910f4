"""Sequences drawn at random that keep every rule."""
