"""Fixes: changes that rules ask for, made in the text of a file and nowhere else."""
