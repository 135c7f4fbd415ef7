"""The rules, in folders by what they look at. Every module below is found by itself."""
