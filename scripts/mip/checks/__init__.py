"""The rules on the sources. Importing this package registers all of them."""

from mip.checks import figures, freshness, identity, law, ledger, parity, references, structure, wording
from mip.checks.registry import RULES, Rule, run_rules

__all__ = ["RULES", "Rule", "figures", "freshness", "identity", "law", "ledger", "parity", "references", "run_rules", "structure", "wording"]
