"""Wing: meetings, resolutions."""
