"""The record: leaves, their tree, and the signed sizes of it.

Numbers such as `§4.2` in this room's docstrings are sections of docs/formats/record.md.
"""
