"""Other forms of orders: `.decl` models, and diagrams in DOT."""
