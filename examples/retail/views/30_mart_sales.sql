-- =====================================================================
-- RETAIL_MART: fact views
-- marts team
-- 2016-04-11  first version
-- 2019-03-25  web sales: store 999
-- =====================================================================
REPLACE VIEW RETAIL_MART.F_SALES AS
LOCKING TABLE RETAIL_CORE.SALES_LINE FOR ACCESS
LOCKING TABLE RETAIL_CORE.PRODUCT FOR ACCESS
SELECT
     sl.SALES_ID
    ,sl.LINE_NO
    ,sl.CHANNEL_CODE
    ,sl.SALES_DATE
    ,sl.SALES_TS
    ,sl.STORE_ID
    ,sl.CUSTOMER_ID
    ,sl.PRODUCT_ID
    ,sl.PROMO_CODE
    ,sl.QUANTITY
    ,sl.GROSS_AMT
    ,sl.DISCOUNT_AMT
    ,sl.NET_AMT
    ,sl.QUANTITY * p.PURCHASE_PRICE          AS COST_AMT
    ,sl.NET_AMT - COST_AMT                   AS MARGIN_AMT
FROM RETAIL_CORE.SALES_LINE sl
LEFT OUTER JOIN RETAIL_CORE.PRODUCT p
ON p.PRODUCT_ID = sl.PRODUCT_ID;

/* net of returns; the return is booked on the day of the sale */
REPLACE VIEW RETAIL_MART.F_SALES_NET AS
LOCKING ROW FOR ACCESS
SELECT
     f.SALES_DATE
    ,f.STORE_ID
    ,f.CUSTOMER_ID
    ,f.PRODUCT_ID
    ,f.NET_AMT
    ,f.MARGIN_AMT
    ,ZEROIFNULL(r.REFUND_AMT)               AS REFUND_AMT
    ,f.NET_AMT - REFUND_AMT                 AS NET_AFTER_RETURN_AMT
    ,r.REASON_CODE
FROM RETAIL_MART.F_SALES f
LEFT JOIN (
    SEL SALES_ID, LINE_NO, SUM(REFUND_AMT) AS REFUND_AMT, MAX(REASON_CODE) AS REASON_CODE
    FROM RETAIL_CORE.SALES_RETURN
    GROUP BY 1,2
) r
  ON  r.SALES_ID = f.SALES_ID
  AND r.LINE_NO  = f.LINE_NO;
