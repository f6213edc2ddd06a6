"""A small component in the services layer: is somebody old enough? Standard library only."""
