"""What a reader meets, in a real Chromium: every page, every width, light and dark, keyboard, print, no script."""
