"""The counter app: five regimes of a county government-service hall on a window PC."""

__version__ = "0.1.0"
