from . import (
    closing,
    connecting,
    losing,
    reader,
    reading,
    separators,
    writing,
)
