"""Run by Alembic: the connection comes from `twosource.ledger.upgrade`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
