// The chain.
