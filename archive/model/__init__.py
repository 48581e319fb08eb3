"""What an archive is: frozen values, no disk, no clock."""
