"""Personal data in a text: contacts, numbers and names of people."""
