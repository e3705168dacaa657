"""Who there is: organisations, members, offices, imports."""
