-- How many people the contract lets in; null: as many as they like.
alter table contract add column members int check (members > 0);
