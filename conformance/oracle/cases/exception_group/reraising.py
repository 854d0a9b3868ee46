from case import Bang, Boom, case


class Other(Exception):
    pass


class New(Exception):
    pass


def nest():
    return ExceptionGroup("outer", [Boom("1"), ExceptionGroup("inner", [Bang("2"), Boom("3"), Other("4")]), Bang("5")])


@case("EXCGROUP-35")
def what_clauses_raise_is_joined_with_what_is_left(t):
    try:
        try:
            raise nest()
        except* Boom:
            t("raises another")
            raise New("instead of booms")
        except* Bang:
            t("later clauses run")
    except ExceptionGroup as e:
        t("new and unhandled", e)
    try:
        try:
            raise nest()
        except* Boom:
            raise New("instead of booms")
        except* Bang:
            raise
        except* Other:
            raise New("instead of others")
    except ExceptionGroup as e:
        t("new and raised again", e)
    try:
        try:
            raise nest()
        except* Boom:
            raise New("instead of booms")
        except* Bang:
            raise ExceptionGroup("instead of bangs", [New("a"), New("b")])
        except* Other:
            t("others are handled")
    except ExceptionGroup as e:
        t("all new", e)
    try:
        try:
            raise nest()
        except* (Boom, Bang, Other):
            raise New("alone")
    except New as e:
        t("a single new one is not wrapped", e)
    try:
        try:
            raise Boom("plain")
        except* Boom:
            raise New("instead of the plain one")
    except New as e:
        t("nor instead of a plain one", e)
    try:
        try:
            raise nest()
        except* Boom:
            raise KeyboardInterrupt
    except BaseExceptionGroup as e:
        t("of the flavour that fits", e)


@case("EXCGROUP-38")
def what_clauses_raise_again_goes_back_to_its_place(t):
    group = nest()
    try:
        try:
            raise group
        except* Boom as e:
            t("again", e)
            raise
        except* Bang as e:
            t("again", e)
            raise
    except ExceptionGroup as e:
        t("as it was", e)
        t("the very exceptions", e.exceptions[0] is group.exceptions[0])
    try:
        try:
            raise nest()
        except* Boom as e:
            raise
        except* Bang as e:
            t("handled", e)
    except ExceptionGroup as e:
        t("without the handled ones", e)
    try:
        try:
            raise nest()
        except* Bang as e:
            raise
        except* Exception as e:
            t("all the others are handled", e)
    except ExceptionGroup as e:
        t("only what was raised again", e)


@case("EXCGROUP-39")
def a_plain_exception_raised_again_leaves_as_a_group(t):
    boom = Boom("plain")
    try:
        try:
            raise boom
        except* Boom as e:
            t("wrapped", e)
            raise
    except ExceptionGroup as e:
        t("still wrapped", e, e.exceptions[0] is boom)
