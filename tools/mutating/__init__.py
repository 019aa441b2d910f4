"""How the code is changed, and what notices: the parts of `tools/mutation.py`."""
