"""One technology each; its errors are translated at the border."""
