create table purchase (
    id         bigint generated always as identity primary key,
    product_id bigint not null references product (id),
    at         timestamptz not null default now()
);
