"""The sample network: facts of five public documents, brought in by the operations."""
