/* ------------------------------------------------------------------ */
/* P_BOARD_KPI: figures of the Monday board paper                      */
/* reporting team                                                      */
/* 2017-01-16  first version                                           */
/* 2019-04-01  previous year                                           */
/* 2022-09-12  one row per region by cursor                            */
/* ------------------------------------------------------------------ */
REPLACE PROCEDURE RETAIL_RPT.P_BOARD_KPI
( IN  P_DATE  DATE
, OUT P_ROWS  INTEGER )
SQL SECURITY OWNER
BEGIN
   DECLARE v_year     SMALLINT;
   DECLARE v_net      DECIMAL(17,2);
   DECLARE v_returns  DECIMAL(17,2);

   DECLARE EXIT HANDLER FOR SQLEXCEPTION
   BEGIN
      SET P_ROWS = -1;
   END;

   SET P_ROWS = 0;

   SELECT YEAR_NO
     INTO :v_year
   FROM RETAIL_CORE.CALENDAR
   WHERE CALENDAR_DATE = :P_DATE;

   SELECT SUM(NET_AMT)
     INTO :v_net
   FROM RETAIL_MART.AGG_SALES_DAY
   WHERE SALES_DATE BETWEEN :P_DATE - 6 AND :P_DATE;

   SELECT SUM(REFUND_AMT)
     INTO :v_returns
   FROM RETAIL_CORE.SALES_RETURN
   WHERE RETURN_DATE BETWEEN :P_DATE - 6 AND :P_DATE;

   DELETE FROM RETAIL_RPT.BOARD_KPI
   WHERE KPI_DATE = :P_DATE;

   /* the whole company */
   INSERT INTO RETAIL_RPT.BOARD_KPI (KPI_CODE, KPI_DATE, REGION_CODE, KPI_AMT, UPDATED_TS)
   VALUES ('NET_SALES', :P_DATE, NULL, :v_net - ZEROIFNULL(:v_returns), CURRENT_TIMESTAMP(0));

   SET P_ROWS = P_ROWS + ACTIVITY_COUNT;

   /* one row per region */
   FOR reg AS cur_region CURSOR FOR
      SELECT r.REGION_CODE   AS REGION_CODE
            ,SUM(r.WEEK_MARGIN_AMT)  AS MARGIN_AMT
      FROM RETAIL_RPT.R_SALES_REGION r
      WHERE r.YEAR_NO = v_year
      GROUP BY r.REGION_CODE
   DO
      INSERT INTO RETAIL_RPT.BOARD_KPI (KPI_CODE, KPI_DATE, REGION_CODE, KPI_AMT, UPDATED_TS)
      VALUES ('MARGIN_REG', :P_DATE, reg.REGION_CODE, reg.MARGIN_AMT, CURRENT_TIMESTAMP(0));
      SET P_ROWS = P_ROWS + 1;
   END FOR;

   /* the same figure of the year before */
   UPDATE k
   FROM RETAIL_RPT.BOARD_KPI k
       ,(SELECT KPI_CODE, KPI_DATE, REGION_CODE, KPI_AMT FROM RETAIL_RPT.BOARD_KPI) p
   SET KPI_PREV_AMT   = p.KPI_AMT
      ,KPI_CHANGE_PCT = (k.KPI_AMT - p.KPI_AMT) / NULLIFZERO(p.KPI_AMT) * 100
   WHERE k.KPI_CODE = p.KPI_CODE
     AND COALESCE(k.REGION_CODE, '---') = COALESCE(p.REGION_CODE, '---')
     AND p.KPI_DATE = ADD_MONTHS(k.KPI_DATE, -12)
     AND k.KPI_DATE = :P_DATE;
END;
