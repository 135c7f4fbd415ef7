"""Rules about what the generated SDK can do."""
