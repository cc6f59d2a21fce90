"""How the shipped encoder was made: `python -m training.encoder.train WORKFOLDER`, then `python -m training.encoder.export WORKFOLDER`."""
