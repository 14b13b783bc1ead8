"""What the event table costs, beside what people use today."""
