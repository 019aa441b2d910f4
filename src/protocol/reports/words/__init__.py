"""What papers say, apart from which paper says it: languages, sentences, terms, times, names of states."""
