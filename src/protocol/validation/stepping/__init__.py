"""What checking means: a record is judged entry by entry."""
