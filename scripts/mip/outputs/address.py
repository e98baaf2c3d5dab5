"""Absolute addresses: what a QR code encodes and a citation names."""

from __future__ import annotations

import os

from mip.project import PLACEHOLDER_URL


def base_url() -> str:
    """The base address of the published site, with a slash at its end."""
    return (os.environ.get("MIP_SITE_URL") or PLACEHOLDER_URL).rstrip("/") + "/"


def absolute(path: str) -> str:
    """The public address of a path below the site: `r/bio-07/` → `https://…/r/bio-07/`."""
    return base_url() + path
