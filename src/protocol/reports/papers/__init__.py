"""The papers: one file for each report, named as `REPORTS` and `SURVEYS` name it; no paper knows another."""
