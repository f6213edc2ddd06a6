"""A register in the services layer that asks the base registers and keeps references only."""
