"""The part of this package that is the same in every generated SDK: requests, responses, paging.

Private: import the public names from the package itself.
"""
