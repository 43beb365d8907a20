"""HTML as browsers read it: the fragment parser of the HTML standard, with MediaWiki's paragraph wrapping on top.

``tokens`` splits, ``tree_builder`` (with ``in_body``, ``in_table``, ``foreign``) builds, ``p_wrap`` puts bare text into
paragraphs, ``serializer`` writes. ``fast_path`` gets by without a tree where the HTML is balanced already.
"""
