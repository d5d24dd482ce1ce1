"""The pages: Django templates and htmx, one module a page; a view makes one domain call."""
