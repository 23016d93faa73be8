"""Words that look like columns, and functions whose arguments play different roles: Teradata's own."""

from __future__ import annotations

from sqlglot import exp

from teralineage.extract.flows import AGGREGATION, TRANSFORMATION


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BUILTINS = _words(
    "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE DATE DEFAULT NULL SESSION TIME USER"
)
"""Reserved words that are no columns where they stand without quotes and qualifier."""

PSEUDO_COLUMNS = _words(
    """
    ACCOUNT ACTIVITY_COUNT CURRENT_ROLE PROFILE ROLE ROWID ROWNUM SAMPLEID SQLCODE SQLSTATE SYSDATE SYSTIMESTAMP
    TEMPORAL_DATE TEMPORAL_TIMESTAMP TIMESTAMP UNTIL_CHANGED UNTIL_CLOSED
    """
)
"""Words that are no columns either, unless a table is known to have a column of that name."""

NAVIGATION = (exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue, exp.NthValue)
"""Window functions that hand on a value as it was in another row."""

AGGREGATES = _words(
    """
    AVERAGE COVAR_POP COVAR_SAMP JSON_AGG KURTOSIS LISTAGG MAXIMUM MINIMUM PERCENTILE_CONT PERCENTILE_DISC
    REGR_AVGX REGR_AVGY REGR_COUNT REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXX REGR_SXY REGR_SYY SKEW STDDEV_POP
    STDDEV_SAMP TD_MEDIAN UDT_AGG VAR_POP VAR_SAMP XMLAGG
    """
)
"""Aggregate functions that the parser knows by name only."""

MOVING = {
    "CSUM": (AGGREGATION, 1),
    "MSUM": (AGGREGATION, 2),
    "MAVG": (AGGREGATION, 2),
    "MLINREG": (AGGREGATION, 2),
    "MDIFF": (TRANSFORMATION, 2),
}
"""Teradata's older window functions: what they do to their first argument, and where their sort arguments begin."""

RANKING = {"RANK": 0, "QUANTILE": 1, "PERCENT_RANK": 0}
"""Older ranking functions, whose arguments from that place on only order the rows."""

MASKING = _words(
    """
    HASHROW HASHBUCKET HASHAMP HASHBAKAMP HASH_MD5 HASH_SHA1 HASH_SHA256 HASH_SHA512 MD5 SHA1 SHA256 SHA512
    ENCRYPT TD_ENCRYPT MASK TOKENIZE
    """
)
"""Functions that hide their argument."""

METHODS = (
    *("JSONEXTRACT", "EXISTVALUE", "COMBINE", "KEYCOUNT", "ASBSON", "ASJSONTEXT", "METADATA", "STORAGESIZE", "ST_"),
    *("XMLEXTRACT", "XMLTRANSFORM", "XMLVALIDATE", "EXISTSNODE", "ISCONTENT", "ISDOCUMENT", "ISSCHEMAVALID"),
)
"""How the methods of JSON, geometry and XML values begin."""
