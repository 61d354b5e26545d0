"""What carries a status elsewhere: badges, cards, frames, oEmbed, short addresses, citations, previews."""
