"""What a View shows, from columns or by SQL."""
