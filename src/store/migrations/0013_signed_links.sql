-- A link to the sample is signed: its address carries what it is for, and nothing of it is kept here but whose it is, when it
-- ends, and whether it was taken back. Links of before open nothing any more.
alter table sample_links drop column token_hash;
