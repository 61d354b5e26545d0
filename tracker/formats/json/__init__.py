"""The record as JSON: pydantic models that are the schema, and what fills them from the record."""
