"""Who a source is: a description read into name, role, organisation and side, and short forms led back to whom they stand for."""
