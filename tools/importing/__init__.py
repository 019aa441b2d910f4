"""Reports of visits in a table of normalised words, turned into records of this library."""
