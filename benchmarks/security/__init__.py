"""Row-level security: what it adds to a page."""
