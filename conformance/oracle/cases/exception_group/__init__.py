from . import building, deriving, except_star, reraising, selecting, splitting
