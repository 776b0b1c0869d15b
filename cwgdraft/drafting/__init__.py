"""From records and a plan to a draft: what stands where, in which words, under which number."""
