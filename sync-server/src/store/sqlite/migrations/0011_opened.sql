-- A decision has reached a resident when it is opened, which the document says itself.
DROP INDEX application_decided;
ALTER TABLE application DROP COLUMN decided_seq;
