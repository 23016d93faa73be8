"""The routes: reads as tables of endpoints, the rest as blueprints."""
