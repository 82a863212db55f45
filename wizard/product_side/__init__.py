"""The product's own side, asked what it sends to Microsoft: its login is begun and left before Microsoft's door."""
