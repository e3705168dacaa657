"""Wing: hotline, surveys, news."""
