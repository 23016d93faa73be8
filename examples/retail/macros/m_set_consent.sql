/* M_SET_CONSENT: the service desk withdraws or gives consent at once, not with the next load
   CRM, 2018-05-25                                                     */
REPLACE MACRO RETAIL_CORE.M_SET_CONSENT (P_CUSTOMER_ID INTEGER, P_CONSENT BYTEINT) AS
(
  UPD RETAIL_CORE.CUSTOMER
  SET CONSENT_IND = :P_CONSENT
     ,LOAD_TS     = CURRENT_TIMESTAMP(0)
  WHERE CUSTOMER_ID = :P_CUSTOMER_ID
    AND CURRENT_IND = 'Y';
);
