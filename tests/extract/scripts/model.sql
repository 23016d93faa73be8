{{ config(
    materialized='incremental',
    unique_key='id',
    meta={'owner': 'sales; finance'}
) }}
{% set wanted %}
  select 'never read' from elsewhere
{% endset %}
{%- set limit_days = 30 -%}
insert into dw.sold (id, amount)
select
    s.id,
    {% if target.name == 'prod' %}
    s.amount
    {% elif target.name == 'test' %}
    s.tested
    {% else %}
    0
    {% endif %}
from dw.sale s
{% if is_incremental() %}
where s.at > (select max(d.at) from dw.done d)
{% else %}
where s.never = 1
{% endif %}
;
