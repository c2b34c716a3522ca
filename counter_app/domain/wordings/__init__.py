"""The wordings of the hall's papers: who may change them, and which one holds on a day."""
