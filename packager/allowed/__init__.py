"""What may stay of a page or of a drawing: elements, attributes, values, style sheets."""
