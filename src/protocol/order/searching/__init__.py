"""Answers that are searched for in the joint automaton of several rules, which is never built whole."""
