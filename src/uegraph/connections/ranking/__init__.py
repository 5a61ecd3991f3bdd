"""Who is at the centre, by a measure, and how sure that is."""
