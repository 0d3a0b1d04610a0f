create index purchase_by_product on purchase (product_id);
