"""Rules about connection parameters and security."""
