"""Wing: agreements, inspections."""
