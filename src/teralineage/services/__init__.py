"""Use cases over the ports; the API and the command line call the same ones."""
