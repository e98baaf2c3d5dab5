"""Reading files into records with line numbers. Nothing here decides what is valid."""
