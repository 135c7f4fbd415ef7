"""Plain functions on text: words, wrapping, nearest spelling."""
