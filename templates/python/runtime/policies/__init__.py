"""What the platform does to requests and answers."""
