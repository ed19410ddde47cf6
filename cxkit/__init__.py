"""Customer-experience research: journey maps, sentiment timelines and incident post-mortems."""
