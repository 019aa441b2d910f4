"""The accelerator for whole records, which finds what the judge finds; the folder can be deleted whole."""
