"""The libraries that verify_peers.py compares with, one a module."""
