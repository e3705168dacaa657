"""Plain technique under every slice."""
