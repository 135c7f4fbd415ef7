"""Views of models and of their examples."""
