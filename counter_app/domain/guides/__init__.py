"""The next version of a guide: who may write it, who approves it, what it may not say."""
