"""State visits as event-sourced streams, held to diplomatic protocol by rules with sources."""
