"""What measures return and figures take; one declaration a file, named for the measure."""
