"""What people open: the doors that put slices together."""
