-- The bench schema: orders (1M rows, 14 columns, 250 MB as CSV) and salaries (3M narrow rows).
-- About a minute on MySQL 9.7. Run it in an empty database of its own: mysql --database=bench < bench.sql
-- Other row counts: SET @orders = 100000, @salaries = 300000 beforehand, in the same session.
-- Every value follows from its row number, so that two loads are equal.
set session cte_max_recursion_depth = 4294967295;
set session time_zone = '+00:00';
create table salaries(
  emp_no int not null,
  salary int not null,
  from_date date not null,
  to_date date not null,
  primary key(emp_no, from_date)
);
insert into salaries
with recursive n as (select 0 i union all select i + 1 from n where i < coalesce(@salaries, 3000000) - 1)
select
  10001 + (i div 10),
  40000 + (i * 7919) % 60000,
  date_add('1985-01-01', interval (i % 10) * 365 day),
  date_add('1985-12-31', interval (i % 10) * 365 day)
from n;
create table orders(
  id bigint unsigned not null auto_increment primary key,
  customer_id int unsigned not null,
  email varchar(120) not null,
  name varchar(60) not null,
  note text,
  status enum('new', 'paid', 'shipped', 'cancelled') not null,
  amount decimal(12,2) not null,
  rate double,
  qty smallint,
  is_gift tinyint(1) not null,
  created_at datetime(6) not null,
  updated_at timestamp null,
  ship_date date,
  meta json,
  key(customer_id)
);
-- updated_at starts again after a million rows: TIMESTAMP ends in January 2038.
insert into orders
with recursive n as (select 1 i union all select i + 1 from n where i < coalesce(@orders, 1000000))
select
  i,
  (i * 2654435761) % 200000,
  concat('user', i, '@example', i % 97, '.co.jp'),
  concat('山田 太郎', i % 1000),
  if(i % 5 = 0, null, concat('備考: "至急", 配送', repeat('あいう', i % 9), if(i % 11 = 0, '\n次の行', ''), ', memo ', i)),
  elt(1 + i % 4, 'new', 'paid', 'shipped', 'cancelled'),
  (i * 37 % 1000000) / 100,
  if(i % 7 = 0, null, i / 7),
  i % 300,
  i % 2,
  timestamp('2023-01-01') + interval i second + interval (i % 1000000) microsecond,
  if(i % 3 = 0, null, timestamp('2024-01-01') + interval 1 + (i - 1) % 1000000 minute),
  date('2022-01-01') + interval (i % 1000) day,
  if(i % 4 = 0, null, json_object('k', i, 'tags', json_array('a', 'b'), 't', '日本'))
from n;
analyze table salaries, orders;
