"""Measurements that stand in the repository. They need the test extra (playwright, jieba) and Chromium."""
