"""How well twosource reads and links, measured on what lies in ../shared, against floors that only rise."""
