create table product (
    id    bigint primary key,
    name  text not null,
    price numeric(10, 2) not null check (price > 0)
);
insert into product (id, name, price)
values (1, 'Altimeter', 249.00), (2, 'Chart of the North Sea', 19.90), (3, 'Headset', 129.50);
