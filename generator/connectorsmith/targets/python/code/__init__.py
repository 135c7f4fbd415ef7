"""Python source: annotations, layout and docstrings."""
