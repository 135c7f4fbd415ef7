"""The groups of HubSpot Conversations V2's operations."""
