"""The whole public site as files, for `flask --app app export DIR`.

`table` says of every public address how it is copied · `plan` turns addresses into files and back · `links` leads the
links of a page to files · `folder` writes, and never loses an older copy · `run` joins them.
"""
