"""MIP trade secret guidelines: sources → model → checks → outputs → checks on the result."""

__version__ = "2026.1"
