from . import (
    reader,
    reading,
    separators,
)
