"""Measurements that stand in the repository. They need the test extra, Chromium, and for the stock search also `pip install jieba==0.42.1`."""
