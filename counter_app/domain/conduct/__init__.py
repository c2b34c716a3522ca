"""The rules of conduct: absences, opening and closing, inspections, reading receipts (annex 1)."""
