"""The digital platform of a federated trade union, floor upon floor."""
