"""Wing: events, training, contests, campaigns, quizzes."""
