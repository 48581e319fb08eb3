"""Spreadsheets: read as tables of cells with their places, and written as one workbook."""
