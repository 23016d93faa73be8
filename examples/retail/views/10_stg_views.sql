-- =====================================================================
-- RETAIL_STG views: small deliveries are not copied, only renamed
-- data engineering
-- 2017-06-12  first version
-- 2021-07-05  clicks
-- =====================================================================
REPLACE VIEW RETAIL_STG.V_STORE
AS
LOCKING ROW FOR ACCESS
SEL  STORE_NO                          AS STORE_ID
    ,TRIM(STORE_NM)                    AS STORE_NAME
    ,REGION_CD                         AS REGION_CODE
    ,CITY_NM                           AS CITY
    ,CTRY_CD                           AS COUNTRY_CODE
    ,OPEN_DT                           AS OPEN_DATE
    ,NULLIF(CLOSE_DT, DATE '9999-12-31') AS CLOSE_DATE
    ,ZEROIFNULL(SALES_AREA_QM)         AS SALES_AREA
    ,MANAGER_EMP_NO                    AS MANAGER_ID
FROM RETAIL_SRC.SRC_STORE
WHERE LOAD_DT > DATE - 8;

REPLACE VIEW RETAIL_STG.V_LAST_CLICK
(CUSTOMER_ID, PRODUCT_ID, DEVICE_CODE, CLICK_TS)
AS LOCKING RETAIL_SRC.SRC_WEB_CLICK FOR ACCESS
SELECT c.CUST_NO, c.ARTICLE_NO, c.DEVICE_CD, c.CLICK_TS
FROM RETAIL_SRC.SRC_WEB_CLICK c
WHERE c.CUST_NO IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY c.CUST_NO ORDER BY c.CLICK_TS DESC) = 1;
