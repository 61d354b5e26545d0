"""Pictures: the palette and the glyphs of the statuses, and the badge, card, flow and QR code drawn with them."""
