"""The pieces of ``tools/make_sample_data.py``: one made-up shop, its customers and what they wrote.

``wording`` turns phrase files into sentences, ``world`` holds goods, customers and orders, the
other modules each write one kind of file and return what they planted in it.
"""
