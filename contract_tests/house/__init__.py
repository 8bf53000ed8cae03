"""Rules for our own specs: they agree with the pages of the vendors, and are complete."""
