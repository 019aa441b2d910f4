"""The automata of orders: an automaton for a formula, a machine for a rule, a product for several machines."""
