"""The parts list: the only module that names concrete classes."""
