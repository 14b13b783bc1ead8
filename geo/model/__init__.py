"""What things are: plain frozen values, no input or output."""
