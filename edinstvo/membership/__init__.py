"""Wing: joining, cards, benefits."""
