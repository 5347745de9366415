-- The subject (claim "sub") of the user who the customer is; a customer whom a clerk registered has none.
ALTER TABLE customer ADD COLUMN owner text UNIQUE;
