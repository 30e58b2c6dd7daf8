# matter
