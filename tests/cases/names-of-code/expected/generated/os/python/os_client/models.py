"""The models of Orders.

Undeclared properties of a response are kept in `model_extra`, and undeclared values of
an enumeration are accepted. A field that is missing in a response is None.
"""
