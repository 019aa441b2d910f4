"""What several papers have: particulars, the order of events, findings, sources, appointments, a line of time."""
