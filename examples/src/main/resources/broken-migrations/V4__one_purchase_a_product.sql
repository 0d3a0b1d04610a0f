-- Fails, because products are bought more than once.
create unique index one_purchase_a_product on purchase (product_id);
