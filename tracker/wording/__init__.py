"""The words: every English sentence that is not in a template. Pure: values in, sentence out."""
