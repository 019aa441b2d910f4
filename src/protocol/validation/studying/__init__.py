"""What is asked about rules rather than of a record: outcomes over many visits, witnesses, retrospects."""
