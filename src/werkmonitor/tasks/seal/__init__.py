"""The command ``seal``: makes a monitor an edition that nobody changes any more, and proves that nobody did."""
