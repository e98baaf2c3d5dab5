"""Writing the stage, the site and everything around it. Nothing here decides what is valid."""
