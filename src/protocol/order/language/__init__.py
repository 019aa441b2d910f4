"""What an order is written in: patterns of events, LTLf formulas, DECLARE templates, brackets and nesting."""
