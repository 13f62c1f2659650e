"""What a clinic sends in of its own: photographs and clips, clean or not at all."""
